import Dispatch
import Domain
import Logging
import Realtime
import Store

/// Follows the events and adds texts to the search index. After a restart it continues where it was. It always works in
/// small batches with pauses in between, so that it takes less than half a core.
public struct SearchIndexer: Sendable {
    /// The most changes in one batch: about 10 ms of work.
    static let batch = 500
    /// Long enough to gather changes that come together.
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
                    try? await Task.sleep(for: pause)  // ends early only if the task is cancelled
                } else {
                    await wake.sleep()
                }
            } catch {
                Log.support.error("search does not keep up", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))  // ends early only if the task is cancelled
            }
        }
    }

    /// Indexes one batch, or makes the index anew if it is damaged. Returns whether there may be more.
    func step() async throws -> Bool {
        do {
            let (users, isMore) = try await queue.run { try takeIn() }
            if !users.isEmpty { try await desk.store.write { try $0.markIndexed(users) } }
            return try await forget() || isMore
        } catch StoreError.damagedSearch {
            let damage = desk.store.search.damage
            // First, so that no user is missing from the new one if the program ends between the two.
            try await desk.store.write { try $0.forgetWhoIsIndexed() }
            try await queue.run { try desk.store.search.renew() }
            Log.support.error(
                "the search was damaged and is made anew; nothing is lost with it",
                metadata: damage.map { ["error": "\($0)"] } ?? [:])
            return true
        }
    }

    /// Takes a batch out of what was removed. If that is for somebody who was erased, nothing is left of it in the index.
    /// Returns whether there was any.
    private func forget() async throws -> Bool {
        let (removals, isErasure) = try desk.store.read { reader in
            (
                try reader.searchRemovals(limit: Self.batch),
                try reader.unfinishedErasures(limit: 1).first?.erasedAt != nil
            )
        }
        guard !removals.isEmpty else { return false }
        let isDone = try await queue.run {
            try desk.store.search.forget(removals)
            return try !isErasure || removals.count == Self.batch || desk.store.search.rewrite()
        }
        guard isDone else {
            Log.support.notice("search is read while it is rewritten")
            try? await Task.sleep(for: .seconds(1))  // ends early only if the task is cancelled
            return true
        }
        try await desk.store.write { try $0.remove(removals) }
        return true
    }

    private func takeIn() throws -> (users: [SearchText<User>], isMore: Bool) {
        let index = desk.store.search
        var cursor = try index.progress()
        // An earlier copy of the store was restored, so the index may know events that never happened.
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
