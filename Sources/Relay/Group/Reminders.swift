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

    /// Since when a conversation must have waited for each reminder: the first after the gap, and each next one after a gap
    /// twice as long. Of those for which the team has not been there long enough, the list has none.
    private func due(_ clock: WaitClock) -> [Timestamp] {
        (0..<Self.most).map { count in gap * ((2 << count) - 1) }.map(clock.moment(before:)).prefix { $0 != nil }
            .compactMap(\.self)
    }

    func sweep() async throws {
        let group = relay.group
        let (words, clock) = (relay.words, WaitClock(relay))
        // At night nobody reads it, and in the morning all of it would come at once.
        guard clock.isRunning else { return }
        let due = self.due(clock)
        try await relay.store.write { transaction in
            guard try transaction.read.deliveryCounts().waiting <= Self.longestQueue else { return }
            for waiting in try transaction.read.ticketsToRemind(of: group, due: due, limit: Self.batch) {
                let time = WaitTime.exactly(clock.wait(since: waiting.since), words)
                try transaction.enqueueNotice(words.reminder(time, waiting.agent), ticket: waiting.ticket)
                try transaction.countReminder(of: waiting.ticket)
            }
        }
    }
}
