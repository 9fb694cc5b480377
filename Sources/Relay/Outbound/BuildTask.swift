import Domain
import Logging
import Realtime
import Store
import Synchronization
import Words

extension DeliveryWorker {
    /// How often a delivery that can't be read is tried before it is given up: its data may be in the
    /// middle of a change.
    private static let mostBuilds = 5

    /// The next task of a conversation; nil if it has none, at present or for good. A delivery that can't be read holds
    /// up its own conversation for a few attempts and no other one. Then it is given up with the reason.
    func build(
        _ conversation: WaitingConversation, in group: Int64, isBehind: Bool, _ calls: inout DiscardingTaskGroup
    ) -> DeliveryTask? {
        let ticket = conversation.ticket
        let isBehind = isBehind && !progress.withLock { $0.apart.contains(ticket) }
        // If the row can't be read, only its number is known.
        var head = Delivery(id: conversation.first, ticket: ticket, content: .notice(""))
        do {
            let task = try relay.store.read { reader -> DeliveryTask? in
                let deliveries = try reader.deliveries(of: ticket, limit: DeliveryTask.mergeLimit + 1)
                guard let first = deliveries.first else { return nil }
                head = first
                return try DeliveryTask(
                    deliveries, reader, group: group, words: relay.words, contacts: relay.contacts, isBehind: isBehind)
            }
            guard let task, !isAwaited(task) else { return nil }
            return task
        } catch {
            let failures = progress.withLock {
                $0.cooldowns.countFailure(of: ticket, backoff: timings.backoff, at: .now)
            }
            Log.telegram.error(
                "delivery not understood", metadata: ["ticket": "\(ticket)", "error": "\(error)"])
            let isGone = error is DeskError
            guard isGone || (failures >= Self.mostBuilds && (error as? StoreError)?.obstacle == nil) else {
                return nil
            }
            // What it is about is gone or can't be read. It must not hold up the deliveries behind it.
            let reason = isGone ? TeamWords.english.messageGone : "it can't be read (\(error))"
            let said = isGone ? relay.words.messageGone : relay.words.messageUnreadable
            progress.withLock { $0.places.begin(ticket, .line, isRetry: true, at: .now) }
            calls.addTask { [self, head] in
                do {
                    try await giveUp([head], reason: reason, said: said)
                    progress.withLock { $0.cooldowns.end(of: ticket) }
                } catch {
                    Log.telegram.error("not given up", metadata: ["ticket": "\(ticket)", "error": "\(error)"])
                }
                progress.withLock { $0.end(ticket) }
                wake.raise()
            }
            return nil
        }
    }

    /// Whether a topic may have been created before the program was started, by a call whose answer was lost. Then the
    /// topic's announcement is waited for, once.
    private func isAwaited(_ task: DeliveryTask) -> Bool {
        guard task.step == .createTopic, task.head.uncertainAttempts > 0 else { return false }
        return progress.withLock { run in
            guard run.waitForAnnouncement(of: task.ticket.id) else { return false }
            run.cooldowns.add(task.ticket.id, until: .now + timings.announcement, at: .now)
            return true
        }
    }
}
