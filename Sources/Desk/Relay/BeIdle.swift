import Domain
import Logging
import Realtime
import Store
import Synchronization
import Telegram

extension DeliveryWorker {
    /// What is done while nobody waits: topics show who is writing, and what their tickets are. It is only for the eye, so it takes
    /// no call that a message may need soon; and of several changes only the last is shown.
    func beIdle(in group: Int64, _ progress: inout Progress) async throws {
        let reserve = min(Self.reserve, perMinute ?? 0)
        if progress.budget.available(at: .now) > 2 * reserve, try await showTyping(in: group, &progress) { return }
        guard let topic = try desk.store.read({ try $0.staleTopic(in: group, share: (share.index, share.count)) })
        else {
            return await wake.sleep()
        }
        guard progress.budget.available(at: .now) > reserve else { return await wake.sleep(atMost: .seconds(1)) }
        progress.budget.take(at: .now)
        do {
            try await show(topic, in: group)
        } catch TelegramError.rateLimited(let wait) {
            desk.pausePosts(for: wait + FailurePlan.margin)
        } catch TelegramError.notSent, TelegramError.uncertain {
            await pause(progress.backoff.failed())
        } catch let error as TelegramError {
            // Left as it looks: the next message finds out what is wrong with the topic, and repairs it.
            Log.telegram.error("topic not changed", metadata: ["ticket": "\(topic.ticket)", "error": "\(error)"])
            try await keep(topic.shownName, isClosed: topic.isClosed, topic)
        }
    }

    /// Calls that are left to messages.
    private static let reserve = 2

    /// Shows that a visitor is writing, if one is. Whether it succeeds does not matter.
    private func showTyping(in group: Int64, _ progress: inout Progress) async throws -> Bool {
        guard let ticket = desk.typingSigns.withLock({ $0.take(of: share, at: .now) }),
            let thread = try desk.store.read({ try $0.topic(of: ticket, in: group)?.thread })
        else { return false }
        progress.budget.take(at: .now)
        do {
            try await bot.sendChatAction(to: group, thread: thread)
        } catch .rateLimited(let wait) {
            desk.pausePosts(for: wait + FailurePlan.margin)
        } catch {
            Log.telegram.debug("typing not shown", metadata: ["error": "\(error)"])
        }
        return true
    }

    /// Makes one change, or finds that none is left.
    private func show(_ topic: StaleTopic, in group: Int64) async throws {
        let name = try desk.store.read { reader in
            try reader.user(topic.user).map { user in
                VisitorCard(
                    ticket: topic.ticket, user: user,
                    context: try reader.visitorContext(of: user.id) ?? VisitorContext(), openedAt: desk.clock()
                ).topicName(topic.status)
            }
        }
        let shouldBeClosed = topic.status.isClosed
        if let name, name != topic.shownName {
            try await unlessDone { () throws(TelegramError) in
                try await bot.editForumTopic(in: group, thread: topic.thread, name: name)
            }
            // Still stale if it must be closed or opened too.
            try await keep(name, isClosed: topic.isClosed, topic, isDone: shouldBeClosed == topic.isClosed)
        } else {
            try await unlessDone { () throws(TelegramError) in
                if shouldBeClosed, !topic.isClosed {
                    try await bot.closeForumTopic(in: group, thread: topic.thread)
                } else if !shouldBeClosed, topic.isClosed {
                    try await bot.reopenForumTopic(in: group, thread: topic.thread)
                }
            }
            try await keep(topic.shownName, isClosed: shouldBeClosed, topic)
        }
    }

    private func unlessDone(_ call: () async throws(TelegramError) -> Void) async throws(TelegramError) {
        do {
            try await call()
        } catch .notModified {}
    }

    /// Unless the ticket has changed again meanwhile; then the topic stays stale.
    private func keep(_ name: String?, isClosed: Bool, _ topic: StaleTopic, isDone: Bool = true) async throws {
        try await desk.store.write { transaction in
            let isCurrent = try transaction.read.ticket(topic.ticket)?.status == topic.status
            try transaction.showed(
                name: name, isClosed: isClosed, isStale: !(isDone && isCurrent), ticket: topic.ticket)
        }
    }
}
