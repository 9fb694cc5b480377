import Domain
import Logging
import Store
import Synchronization
import Telegram
import Words

/// What is done to a topic while no delivery waits.
enum TopicMaintenance {
    /// Its name, its icon, or whether it is open does not fit its ticket's status.
    case stale(StaleTopic)
    /// It was created twice.
    case stray(StrayTopic)
    /// Staff write in it, and the database does not know it.
    case unknown(Int64)
    /// Its ticket was removed.
    case erased(ErasureCall)

    var ticket: TicketID? {
        switch self {
        case .stale(let topic): topic.ticket
        case .stray(let topic): topic.ticket
        case .unknown: nil
        case .erased(let call): call.ticket
        }
    }
}

extension DeliveryWorker {
    /// The next piece of maintenance, or how long there is none.
    func nextMaintenance(in group: Int64) throws -> (maintenance: TopicMaintenance?, wait: Duration?) {
        let now = ContinuousClock.now
        if let end = progress.withLock({ $0.maintenancePauseEnd }), end > now { return (nil, now.duration(to: end)) }
        let (stale, stray, unknown, erased) = try relay.store.read { reader in
            let share = (share.index, share.count)
            return (
                try reader.staleTopics(in: group, share: share, limit: TopicDebounce.limit),
                try reader.strayTopics(in: group, share: share, limit: TopicDebounce.limit),
                self.share.index == 0 ? try reader.unknownTopic(in: group) : nil,
                try reader.nextErasure(of: share, limit: TopicDebounce.limit) { ticket in
                    progress.withLock { $0.topicCooldowns.isReady(ticket, at: now) }
                }
            )
        }
        return progress.withLock { run in
            let ready = stale.filter { run.topicCooldowns.isReady($0.ticket, at: now) }
            let (topic, wait) = run.settling.next(of: ready, after: timings.settling, at: now)
            let maintenance =
                erased.map(TopicMaintenance.erased)
                ?? topic.map(TopicMaintenance.stale)
                ?? stray.first { run.topicCooldowns.isReady($0.ticket, at: now) }.map(TopicMaintenance.stray)
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
        case .erased(let call): try await delete(call)
        }
    }

    /// Reacts to a failed call of maintenance. Only what fails because of the topic itself is given up.
    func recover(from error: TelegramError, _ maintenance: TopicMaintenance, in group: Int64) async throws {
        // Only the ticket is logged: the topic's name would contain a person's name.
        let ticket = maintenance.ticket.map { "\($0)" } ?? "unknown"
        Log.telegram.error("topic not changed", metadata: ["ticket": "\(ticket)", "error": "\(error)"])
        if case .erased(let call) = maintenance { return try await recover(from: error, call) }
        switch FailurePlan(after: error, opensTopic: false, uncertainAttempts: 0, topicAge: nil, timings) {
        case .stop: stop()
        case .wait(let duration): hold(duration)
        case .moveGroup(let new): try await relay.moveGroup(from: group, to: new)
        case .backOff, .retryUncertain:
            let wait = progress.withLock { $0.backoff.failed() }
            restMaintenance(for: wait, and: maintenance, atMost: timings.backoff.longest)
        case .report:
            // The group is told when a message is refused for the same reason. Until somebody changes the group or the
            // bot's rights, maintenance pauses.
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

    /// Pauses all maintenance for `duration`, and that of this topic for longer. So if only this topic is the
    /// problem, the others do not wait for it.
    ///
    /// - Parameter longest: The longest pause of this topic after many failures.
    func restMaintenance(for duration: Duration, and maintenance: TopicMaintenance, atMost longest: Duration) {
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
            // The topic stays as it is. The next message finds out what is wrong with it and repairs it.
            try await keep(topic, topic.shownName, topic.shownIcon, isClosed: topic.isClosed)
        case .stray(let topic):
            // Somebody deleted it, or it accepts nothing. What staff write there is still taken in.
            try await relay.store.write { try $0.removeStrayTopic(topic.thread, in: group) }
        case .unknown(let thread):
            try await relay.store.write { try $0.toldUnknownTopic(thread, in: group) }
        case .erased: break  // it has a plan of its own
        }
    }

    /// Closes a topic that was created twice, and then says in it which topic counts. Whoever may close
    /// a topic may still write in it, and closing can be repeated. So if an attempt fails between the
    /// two, the line is not posted twice.
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
            // The line may have arrived.
            guard case .uncertain = error else { throw error }
        }
        try await relay.store.write { try $0.removeStrayTopic(stray.thread, in: group) }
    }

    /// Makes one change, or finds that there is none to make. The topic is first opened or closed; then its name
    /// and icon are changed in one call.
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
            // The topic stays stale: its name and icon come next.
            return try await keep(topic, topic.shownName, topic.shownIcon, isClosed: shouldBeClosed, isDone: false)
        }
        let icon = await topicIcons()?[topic.status]
        let name =
            try relay.store.read { reader in
                try reader.ticket(topic.ticket).map { ticket in
                    try VisitorCard(of: ticket, reader, relay.words, relay.contacts)
                        .topicName(icon == nil ? topic.status : nil)
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
                // The topic stays stale: in the next turn its name shows the status.
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

    /// Stores what the topic shows. If the ticket has changed again meanwhile, the topic stays stale.
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
