public import Domain
import Metrics
public import Store

/// What the desk has counted since the start.
final class DeskCounts: Sendable {
    let messages = Counters<Author>()
    let signIns = Counters<SignInOutcome>()

    /// Called after each commit, on the writer's queue.
    func count(_ events: [Event]) {
        for event in events {
            if case .messageCreated(let message) = event.change { messages.add(to: message.author) }
        }
    }
}

/// How an attempt to sign in to the panel ended.
public enum SignInOutcome: String, CaseIterable, Sendable {
    case done, refused
}

/// The desk in numbers, for a metrics page.
public struct DeskStatistics: Sendable {
    /// Messages committed since the start.
    public let messages: [Author: Int]
    public let signIns: [SignInOutcome: Int]
    public let outbox: Desk.OutboxReport
    public let store: StoreStatistics
    public let backlogs: Backlogs
    /// How long the ticket has been overdue that the archive should have had first; zero if none is.
    public let archiveLag: Duration
    public let fileLimit: Int
    public let freeBytes: Int?
    public let listeners: Int
}

extension Desk {
    public func statistics() throws -> DeskStatistics {
        // A search that is being made anew has taken nothing in.
        let indexed = (try? store.search.progress()) ?? .start
        let backlogs = try store.read { try $0.backlogs(indexed: indexed) }
        let due = backlogs.firstClosed?.advanced(by: policy.archiveAfter)
        return DeskStatistics(
            messages: counts.messages.totals, signIns: counts.signIns.totals, outbox: try outboxReport(),
            store: store.statistics,
            backlogs: backlogs, archiveLag: due.map { max(.zero, $0.duration(to: clock())) } ?? .zero,
            fileLimit: budget.inTotal, freeBytes: freeBytes, listeners: listenerCount)
    }
}
