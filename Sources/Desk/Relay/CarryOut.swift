import Domain
import Logging
import Store
import Telegram

extension DeliveryWorker {
    /// Does what a failed call asks for.
    func carryOut(
        _ error: TelegramError, _ task: DeliveryTask, in group: Int64, _ progress: inout Progress
    ) async throws {
        Log.telegram.error("post failed", metadata: ["ticket": "\(task.ticket.id)", "error": "\(error)"])
        let age = task.topic.map { $0.createdAt.duration(to: desk.clock()) }
        let plan = FailurePlan(
            after: error, opensTopic: task.step.opensTopic, uncertainAttempts: task.head.uncertainAttempts,
            topicAge: age, pauses)
        switch plan {
        case .wait(let duration):
            hold(duration)
        case .backOff:
            await pause(progress.backoff.failed())
        case .retryUncertain:
            try await desk.store.write { transaction in
                for delivery in task.attempted { try transaction.markUncertain(delivery) }
            }
            if task.step == .createTopic { rest(task, for: pauses.announcement, &progress) }
            await pause(progress.backoff.failed())
        case .rest(let duration):
            rest(task, for: duration, &progress)
        case .recreateTopic:
            try await recreateTopic(of: task.ticket.id, in: group, &progress)
        case .reopenTopic:
            guard let thread = task.topic?.thread else { return }
            progress.budget.take(at: .now)
            do {
                try await bot.reopenForumTopic(in: group, thread: thread)
            } catch .notModified {
            } catch {
                // Without the right to open it nothing can be said there; the others must not wait for that.
                Log.telegram.error("topic not reopened", metadata: ["error": "\(error)"])
                rest(task, for: pauses.configuration, &progress)
            }
        case .removeStray(let post, let isTopicLost):
            await tidy("stray post not removed") { () throws(TelegramError) in
                try await bot.deleteMessage(in: group, message: post)
            }
            if isTopicLost { return try await recreateTopic(of: task.ticket.id, in: group, &progress) }
            await report(error, in: group, &progress)
        case .moveGroup(let new):
            try await desk.moveGroup(from: group, to: new)
        case .report:
            await report(error, in: group, &progress)
        case .giveUp(let reason):
            if task.isMerged, !error.isUncertain {
                // One line of several is what Telegram does not take: each is tried by itself.
                progress.keepApart(task.ticket.id)
            } else {
                // Of several lines in a post, some may have been tried for the first time.
                let fresh = error.isUncertain ? task.attempted.filter { $0.uncertainAttempts == 0 } : []
                try await desk.store.write { transaction in
                    for delivery in fresh { try transaction.markUncertain(delivery) }
                }
                try await giveUp(task.attempted.filter { !fresh.contains($0) }, reason: reason)
            }
        case .stop:
            stop()
        }
    }

    /// Leaves the task's conversation alone while the others go on.
    func rest(_ task: DeliveryTask, for duration: Duration, _ progress: inout Progress) {
        progress.rests.add(task.ticket.id, until: .now + duration, at: .now)
    }

    /// Records that what was to be one post can't be delivered, and says so in the topic.
    func giveUp(_ deliveries: [Delivery], reason: String) async throws {
        guard let ticket = deliveries.first?.ticket else { return }
        Log.telegram.error("given up", metadata: ["ticket": "\(ticket)", "reason": "\(reason)"])
        let now = desk.clock()
        try await desk.store.write { transaction in
            for delivery in deliveries { try transaction.fail(delivery, reason: reason, now: now) }
            let messages = deliveries.compactMap(\.message)
            guard !messages.isEmpty else { return }
            let texts = try messages.compactMap { try transaction.read.message($0, in: ticket)?.preview }
            let lines =
                messages.count == 1
                ? ["⚠️ A message may be missing here: \(reason)", "It reads:"]
                : ["⚠️ \(messages.count) messages may be missing here: \(reason)", "They read:"]
            let notice = texts.isEmpty ? [lines[0]] : lines + texts
            try transaction.enqueueNotice(notice.joined(separator: "\n"), ticket: ticket)
        }
    }

    /// Forgets a topic that is gone, so that the next turn makes another; but not while the group itself is wrong.
    private func recreateTopic(
        of ticket: TicketID, in group: Int64, _ progress: inout Progress
    ) async throws {
        do throws(TelegramError) {
            guard try await bot.getChat(group).isForum else {
                return await report(.notForum("the topics of the group are switched off"), in: group, &progress)
            }
        } catch {
            switch FailurePlan(after: error, opensTopic: true, uncertainAttempts: 0, topicAge: nil, pauses) {
            case .moveGroup(let new): try await desk.moveGroup(from: group, to: new)
            case .wait(let duration): hold(duration)
            case .backOff, .retryUncertain: await pause(progress.backoff.failed())
            case .stop: stop()
            default: await report(error, in: group, &progress)
            }
            return
        }
        try await desk.store.write { try $0.removeTopic(of: ticket) }
    }

    /// Somebody must change the group, the bot's rights or the configuration: says so, once, and waits a while.
    private func report(_ error: TelegramError, in group: Int64, _ progress: inout Progress) async {
        if desk.setTelegramTrouble(error.description, of: share.index) {
            progress.budget.take(at: .now)
            await tidy("the group could not be told") { () throws(TelegramError) in
                let text = "⚠️ Messages of visitors can't be posted here: \(error) They are kept and follow later."
                _ = try await bot.sendMessage(to: group, thread: nil, text: text)
            }
        }
        await pause(pauses.configuration)
    }

    /// Does what would be good but that nothing depends on.
    private func tidy(_ complaint: Logger.Message, _ call: () async throws(TelegramError) -> Void) async {
        do {
            try await call()
        } catch {
            Log.telegram.error(complaint, metadata: ["error": "\(error)"])
        }
    }
}

extension TelegramError {
    fileprivate var isUncertain: Bool {
        if case .uncertain = self { true } else { false }
    }
}
