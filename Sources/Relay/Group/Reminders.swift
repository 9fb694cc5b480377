import Domain
import Logging
import Store
import Words

/// Reminds the staff, in its topic, of a conversation that waits too long for an answer.
public struct Reminders: Sendable {
    /// Of one wait: who has not answered by then will not because of one more.
    static let most = 3
    /// In one sweep, so that after a night a hundred reminders do not take the allowance of a hundred answers.
    static let batch = 5
    /// Lines that may wait for Telegram while it is reminded: with more, the staff are busy with those.
    static let longestQueue = 5
    static let interval = Duration.seconds(60)

    private let relay: Relay
    private let gap: Duration

    /// - Parameter gap: whole minutes until the first reminder; the gaps after it double.
    public init(relay: Relay, after gap: Duration) {
        self.relay = relay
        self.gap = gap
    }

    /// Looks once a minute until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do {
                try await sweep()
            } catch {
                Log.telegram.error("reminding failed", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.interval)  // ends early only with the task
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
