import Domain
import Logging
import Realtime
import Store
import Synchronization
import Telegram

extension DeliveryWorker {
    /// What is done while nobody waits: topics show who is writing, and what their tickets are, and a post in General
    /// who waits for the staff. It is only for the eye, so it takes no call that a message may need soon; and of
    /// several changes only the last is shown.
    ///
    /// - Parameter limit: until a delivery has rested.
    func beIdle(in group: Int64, atMost limit: Duration?, _ progress: inout Progress) async throws {
        let isWhole = progress.budget.available(at: .now) >= progress.budget.burst
        if isWhole, try await showTyping(in: group, &progress) { return }
        let stale = try desk.store.read { reader in
            try reader.staleTopics(in: group, share: (share.index, share.count), limit: Settling.limit)
        }
        let (topic, wait) = progress.settling.next(of: stale, after: pauses.settling, at: .now)
        guard let topic else {
            guard isWhole else { return await wake.sleep(atMost: .seconds(1)) }
            let rest = try await showBoard(in: group, every: pauses.board, &progress)
            if rest != .zero { await wake.sleep(atMost: [rest, limit, wait].compactMap { $0 }.min()) }
            return
        }
        guard Self.isCallLeft(of: progress.budget, at: .now) else { return await wake.sleep(atMost: .seconds(1)) }
        do {
            try await show(topic, in: group, &progress)
        } catch TelegramError.rateLimited(let wait) {
            hold(wait + FailurePlan.margin)
        } catch TelegramError.notSent, TelegramError.uncertain {
            await pause(progress.backoff.failed())
        } catch let error as TelegramError {
            // Left as it looks: the next message finds out what is wrong with the topic, and repairs it.
            Log.telegram.error("topic not changed", metadata: ["ticket": "\(topic.ticket)", "error": "\(error)"])
            try await keep(topic, topic.shownName, topic.shownIcon, isClosed: topic.isClosed)
        }
    }

    /// Calls that are left to messages.
    private static let reserve = 2

    /// Whether a call may be made for the eye: of a budget that never has more calls than the reserve, the whole of it.
    static func isCallLeft(of budget: Budget, at now: ContinuousClock.Instant) -> Bool {
        budget.available(at: now) > min(reserve, budget.burst - 1)
    }

    /// Shows that a visitor is writing, if one is. Whether it succeeds does not matter.
    private func showTyping(in group: Int64, _ progress: inout Progress) async throws -> Bool {
        guard let ticket = desk.typingSigns.withLock({ $0.take(of: share, at: .now) }),
            let thread = try desk.store.read({ try $0.topic(of: ticket, in: group)?.thread })
        else { return false }
        progress.budget.take(at: .now)
        do {
            try await bot.sendChatAction(to: group, thread: thread)
        } catch .rateLimited(let wait) {
            hold(wait + FailurePlan.margin)
        } catch {
            Log.telegram.debug("typing not shown", metadata: ["error": "\(error)"])
        }
        return true
    }

    /// Makes one change, or finds that none is left: first whether it is open, then the looks. Name and icon are one.
    private func show(_ topic: StaleTopic, in group: Int64, _ progress: inout Progress) async throws {
        let shouldBeClosed = topic.status.isClosed
        guard shouldBeClosed == topic.isClosed else {
            progress.budget.take(at: .now)
            try await unlessDone { () throws(TelegramError) in
                if shouldBeClosed {
                    try await bot.closeForumTopic(in: group, thread: topic.thread)
                } else {
                    try await bot.reopenForumTopic(in: group, thread: topic.thread)
                }
            }
            // Still stale: its looks follow.
            return try await keep(topic, topic.shownName, topic.shownIcon, isClosed: shouldBeClosed, isDone: false)
        }
        let icon = await topicIcons(&progress)?[topic.status]
        let name =
            try desk.store.read { reader in
                try reader.user(topic.user).map { user in
                    VisitorCard(
                        ticket: topic.ticket, user: user,
                        context: try reader.visitorContext(of: user.id) ?? VisitorContext(), openedAt: desk.clock()
                    ).topicName(icon == nil ? topic.status : nil)
                }
            } ?? topic.shownName
        let newName = name == topic.shownName ? nil : name
        let newIcon = icon == topic.shownIcon ? nil : icon
        if newName != nil || newIcon != nil {
            progress.budget.take(at: .now)
            do {
                try await unlessDone { () throws(TelegramError) in
                    try await bot.editForumTopic(
                        in: group, thread: topic.thread, name: newName, iconCustomEmojiID: newIcon)
                }
            } catch {
                guard newIcon != nil, case TelegramError.badRequest(let reason) = error else { throw error }
                // Still stale: the next turn shows it by the name.
                return refuseIcons(reason, &progress)
            }
        }
        try await keep(topic, name, icon ?? topic.shownIcon, isClosed: topic.isClosed)
    }

    private func unlessDone(_ call: () async throws(TelegramError) -> Void) async throws(TelegramError) {
        do {
            try await call()
        } catch .notModified {}
    }

    /// Unless the ticket has changed again meanwhile; then the topic stays stale.
    private func keep(
        _ topic: StaleTopic, _ name: String?, _ icon: String?, isClosed: Bool, isDone: Bool = true
    ) async throws {
        try await desk.store.write { transaction in
            let isCurrent = try transaction.read.ticket(topic.ticket)?.status == topic.status
            try transaction.showed(
                name: name, icon: icon, isClosed: isClosed, isStale: !(isDone && isCurrent), ticket: topic.ticket)
        }
    }
}
