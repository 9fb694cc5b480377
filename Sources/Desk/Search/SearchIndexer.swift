import Dispatch
import Domain
import Logging
import Realtime
import Store

/// Follows what is said and changed, and takes it into the search: after a restart from where it was, and always in
/// small portions with pauses between, so that it takes less than half a core.
public struct SearchIndexer: Sendable {
    /// Changes taken in at once: some 10 ms of work.
    static let batch = 500
    /// Also gathers what is said in a moment.
    static let shortestPause = Duration.milliseconds(20)

    let desk: Desk
    private let queue = DispatchQueue(label: "otvet.desk.indexer", qos: .utility)

    public init(desk: Desk) {
        self.desk = desk
    }

    /// Works until the task is cancelled.
    public func run() async {
        let wake = desk.wakes.follow(.indexing)
        while !Task.isCancelled {
            do {
                let start = ContinuousClock.now
                if try await step() {
                    let pause = max(Self.shortestPause, ContinuousClock.now - start)
                    try? await Task.sleep(for: pause)  // ends early only with the task
                } else {
                    await wake.sleep()
                }
            } catch {
                Log.support.error("search does not keep up", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))  // ends early only with the task
            }
        }
    }

    /// Takes one portion in. Returns whether there was one.
    func step() async throws -> Bool {
        let (users, isMore) = try await queue.run { try takeIn() }
        if !users.isEmpty { try await desk.store.write { try $0.markIndexed(users) } }
        return isMore
    }

    private func takeIn() throws -> (users: [SearchText<User>], isMore: Bool) {
        let index = desk.store.search
        var cursor = try index.progress()
        // The store was put back to an earlier state: what the index knows may never have happened.
        if try cursor > desk.store.read({ try $0.cursor() }) { cursor = .start }
        let (found, subjects, users) = try desk.store.read { reader in
            let found = try reader.textsToIndex(after: cursor, limit: Self.batch)
            let subjects = try found.map { try reader.subjectsToIndex(after: cursor, upTo: $0.end) } ?? []
            return (found, subjects, try reader.usersToIndex(limit: Self.batch))
        }
        if let found { try index.take(messages: found.texts, subjects: subjects, upTo: found.end) }
        if !users.isEmpty { try index.take(users: users) }
        return (users, found != nil || !users.isEmpty)
    }
}
