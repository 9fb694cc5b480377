import Domain
import Logging
import Store
import Words

/// Reminds the staff of conversations that wait too long for an answer, each in its topic.
public struct Reminders: Sendable {
    /// The most reminders of one wait. Whoever has not reacted by then will not react to one more.
    static let most = 3
    /// The most reminders in one sweep, so that after a night a hundred reminders do not use up
    /// the budget for a hundred answers.
    static let batch = 5
    /// If more deliveries than this wait, no reminders are sent: the staff have enough to do with those.
    static let longestQueue = 5
    static let interval = Duration.seconds(60)

    private let relay: Relay
    private let gap: Duration

    /// - Parameter gap: The time until the first reminder, in whole minutes. Each gap after it is twice as long.
    public init(relay: Relay, after gap: Duration) {
        self.relay = relay
        self.gap = gap
    }

    /// Checks once a minute until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do {
                try await sweep()
            } catch {
                Log.telegram.error("reminding failed", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.interval)  // ends early only if the task is cancelled
        }
    }

    func sweep() async throws {
        let group = relay.group
        let (now, gap, words) = (relay.clock(), gap, relay.words)
        try await relay.store.write { transaction in
            guard try transaction.read.deliveryCounts().waiting <= Self.longestQueue else { return }
            let due = try transaction.read.ticketsToRemind(
                of: group, gap: gap, most: Self.most, now: now, limit: Self.batch)
            for waiting in due {
                let time = WaitTime.exactly(waiting.since.duration(to: now), words)
                try transaction.enqueueNotice(words.reminder(time, waiting.agent), ticket: waiting.ticket)
                try transaction.countReminder(of: waiting.ticket)
            }
        }
    }
}
