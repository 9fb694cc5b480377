import Domain
import Logging
import Realtime
import Store

/// Archives closed tickets when their time has come, by the program's own clock.
public struct Archivist: Sendable {
    /// Tickets archived in one transaction: few enough that nobody who writes has to wait for it.
    static let batch = 200

    let desk: Desk

    public init(desk: Desk) {
        self.desk = desk
    }

    /// Sleeps until the next closed ticket is due, or the first one is closed; until the task is cancelled.
    public func run() async {
        let wake = desk.wakes.follow(.archiving)
        while !Task.isCancelled {
            do {
                try await sweep()
                let next = try desk.store.read { try $0.firstClosed() }
                let due = next.map { desk.clock().duration(to: $0.advanced(by: desk.policy.archiveAfter)) }
                await wake.sleep(atMost: due.map { max($0, .milliseconds(1)) })
            } catch {
                Log.support.error("not archived", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))  // ends early only with the task
            }
        }
    }

    func sweep() async throws {
        let now = desk.clock()
        let time = now.advanced(by: .zero - desk.policy.archiveAfter)
        guard let first = try desk.store.read({ try $0.firstClosed() }), first <= time else { return }
        while try await desk.store.write({
            try $0.archive(closedBy: time, limit: Self.batch, now: now)
        }) == Self.batch {}
    }
}
