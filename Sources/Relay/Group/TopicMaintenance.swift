import Domain
import Logging
import Store
import Synchronization
import Telegram
import Words

/// What is done about a topic while nobody waits.
enum TopicMaintenance {
    /// It does not show what its ticket is.
    case stale(StaleTopic)
    /// It was made twice.
    case stray(StrayTopic)
    /// Staff write there, and the database does not know it.
    case unknown(Int64)

    var ticket: TicketID? {
        switch self {
        case .stale(let topic): topic.ticket
        case .stray(let topic): topic.ticket
        case .unknown: nil
        }
    }
}

extension DeliveryWorker {
    /// What is done next, or how long nothing can be.
    func nextMaintenance(in group: Int64) throws -> (maintenance: TopicMaintenance?, wait: Duration?) {
        let now = ContinuousClock.now
        if let end = progress.withLock({ $0.maintenancePauseEnd }), end > now { return (nil, now.duration(to: end)) }
        let (stale, stray, unknown) = try relay.store.read { reader in
            let share = (share.index, share.count)
            return (
                try reader.staleTopics(in: group, share: share, limit: TopicDebounce.limit),
                try reader.strayTopics(in: group, share: share, limit: TopicDebounce.limit),
                self.share.index == 0 ? try reader.unknownTopic(in: group) : nil
            )
        }
        return progress.withLock { run in
            let awake = stale.filter { run.topicCooldowns.isAwake($0.ticket, at: now) }
            let (topic, wait) = run.settling.next(of: awake, after: timings.settling, at: now)
            let maintenance =
                topic.map(TopicMaintenance.stale)
                ?? stray.first { run.topicCooldowns.isAwake($0.ticket, at: now) }.map(TopicMaintenance.stray)
                ?? unknown.map(TopicMaintenance.unknown)
            return (maintenance, [wait, run.topicCooldowns.next(at: now)].compactMap(\.self).min())
        }
    }

    func make(_ maintenance: TopicMaintenance, in group: Int64) async throws {
        switch maintenance {
        case .stale(let topic): try await show(topic, in: group)
        case .stray(let topic): try await close(topic, in: group)
        case .unknown(let thread):
            countCall()
            let lines = [relay.words.unknownTopic, WaitingBoard.link(to: thread, in: group)]
            _ = try await bot.sendMessage(
                to: group, thread: nil, text: lines.compactMap(\.self).joined(separator: "\n"))
            try await relay.store.write { try $0.toldUnknownTopic(thread, in: group) }
        }
    }

    /// Does what it asks for that a look could not be made. Only what is the topic's own fault is given up.
    func recover(from error: TelegramError, _ maintenance: TopicMaintenance, in group: Int64) async throws {
        // Not the look itself: its names are people's.
        let ticket = maintenance.ticket.map { "\($0)" } ?? "unknown"
        Log.telegram.error("topic not changed", metadata: ["ticket": "\(ticket)", "error": "\(error)"])
        switch FailurePlan(after: error, opensTopic: false, uncertainAttempts: 0, topicAge: nil, timings) {
        case .stop: stop()
        case .wait(let duration): hold(duration)
        case .moveGroup(let new): try await relay.moveGroup(from: group, to: new)
        case .backOff, .retryUncertain:
            let wait = progress.withLock { $0.backoff.failed() }
            restMaintenance(for: wait, and: maintenance, atMost: timings.backoff.longest)
        case .report:
            // It is said when a message is refused for it; until somebody changes the group or the bot's rights, looks rest.
            restMaintenance(
                for: timings.configuration, and: maintenance, atMost: timings.configuration * Self.longestTopicRest)
        case .removeStray(let post, _):
            await tidy("stray post not removed") { () throws(TelegramError) in
                try await bot.deleteMessage(in: group, message: post)
            }
            try await giveUp(maintenance, in: group)
        default: try await giveUp(maintenance, in: group)
        }
    }

    /// No looks are changed for a while, and then those of other topics first: should it be about this one only, they don't
    /// wait for it.
    ///
    /// - Parameter longest: how long this one is left alone after many failures.
    private func restMaintenance(for duration: Duration, and maintenance: TopicMaintenance, atMost longest: Duration) {
        progress.withLock { run in
            let now = ContinuousClock.now
            run.maintenancePauseEnd = now + duration
            let backoff = Backoff(first: duration * 2, longest: max(longest, duration * 2))
            if let ticket = maintenance.ticket {
                _ = run.topicCooldowns.countFailure(of: ticket, backoff: backoff, at: now)
            }
        }
    }

    private func giveUp(_ maintenance: TopicMaintenance, in group: Int64) async throws {
        switch maintenance {
        case .stale(let topic):
            // Left as it looks: the next message finds out what is wrong with the topic, and repairs it.
            try await keep(topic, topic.shownName, topic.shownIcon, isClosed: topic.isClosed)
        case .stray(let topic):
            // Somebody deleted it, or it takes nothing. What is written there is heard all the same.
            try await relay.store.write { try $0.removeStrayTopic(topic.thread, in: group) }
        case .unknown(let thread):
            try await relay.store.write { try $0.toldUnknownTopic(thread, in: group) }
        }
    }

    /// Closes a topic that was made twice, and then says there which one counts. Closing can be repeated and does not keep
    /// the bot from writing there: whoever may close a topic may write in it. So what is tried again stands there once.
    private func close(_ stray: StrayTopic, in group: Int64) async throws {
        countCall()
        try await unlessDone { () throws(TelegramError) in
            try await bot.closeForumTopic(in: group, thread: stray.thread)
        }
        let link = stray.successor.flatMap { WaitingBoard.link(to: $0, in: group) }
        let lines = [relay.words.topicMadeTwice, link]
        countCall()
        do {
            _ = try await bot.sendMessage(
                to: group, thread: stray.thread, text: lines.compactMap(\.self).joined(separator: "\n"))
        } catch {
            // Or it may stand there.
            guard case .uncertain = error else { throw error }
        }
        try await relay.store.write { try $0.removeStrayTopic(stray.thread, in: group) }
    }

    /// Makes one change, or finds that none is left: first whether it is open, then the looks. Name and icon are one.
    private func show(_ topic: StaleTopic, in group: Int64) async throws {
        let shouldBeClosed = topic.status.isClosed
        guard shouldBeClosed == topic.isClosed else {
            countCall()
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
        let icon = await topicIcons()?[topic.status]
        let name =
            try relay.store.read { reader in
                try reader.ticket(topic.ticket).map { ticket in
                    try VisitorCard(of: ticket, reader, relay.words).topicName(icon == nil ? topic.status : nil)
                }
            } ?? topic.shownName
        let newName = name == topic.shownName ? nil : name
        let newIcon = icon == topic.shownIcon ? nil : icon
        if newName != nil || newIcon != nil {
            countCall()
            do {
                try await unlessDone { () throws(TelegramError) in
                    try await bot.editForumTopic(
                        in: group, thread: topic.thread, name: newName, iconCustomEmojiID: newIcon)
                }
            } catch {
                guard newIcon != nil, case TelegramError.badRequest(let reason) = error else { throw error }
                // Still stale: the next turn shows it by the name.
                return refuseIcons(reason)
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
        try await relay.store.write { transaction in
            let isCurrent = try transaction.read.ticket(topic.ticket)?.status == topic.status
            try transaction.showed(
                name: name, icon: icon, isClosed: isClosed, isStale: !(isDone && isCurrent), ticket: topic.ticket)
        }
    }
}
