import Domain
import Logging
import Store
import Synchronization
import Telegram
import Words

extension DeliveryWorker {
    /// Reacts to a failed call.
    func recover(from error: TelegramError, _ task: DeliveryTask, in group: Int64) async throws {
        let ticket = task.ticket.id
        Log.telegram.error("post failed", metadata: ["ticket": "\(ticket)", "error": "\(error)"])
        let age = task.topic.map { $0.createdAt.duration(to: relay.clock()) }
        let plan = FailurePlan(
            after: error, opensTopic: task.step.opensTopic, isNotice: task.head.message == nil,
            uncertainAttempts: task.head.uncertainAttempts, topicAge: age, timings)
        // The call has certainly created no topic.
        if task.step == .createTopic, plan != .retryUncertain, plan != .stop {
            try await relay.store.write { try $0.settle(task.head) }
        }
        switch plan {
        case .wait(let duration): hold(duration)
        case .backOff: task.kind == .file ? restFailed(ticket) : backOff()
        case .retryUncertain: try await retryUncertain(task)
        case .rest(let duration): rest(task, for: duration)
        case .recreateTopic: try await recreateTopic(of: ticket, in: group)
        case .reopenTopic: await reopenTopic(of: task, in: group)
        case .removeStray(let post, let isTopicLost):
            try await removeStray(post, isTopicLost: isTopicLost, error, task, in: group)
        case .moveGroup(let new): try await relay.moveGroup(from: group, to: new)
        case .report:
            // If no topic can be created, conversations that have one go on.
            await report(error, isAboutTopics: task.step == .createTopic && error.mayBeAboutTopics, in: group)
        case .restTopic: await reportTopic(of: task, error, in: group)
        case .judge(let reason): try await judge(reason, error, task, in: group)
        case .giveUp(let reason): try await giveUp(task, reason, error)
        case .stop: stop()
        }
    }

    /// The post may have arrived.
    private func retryUncertain(_ task: DeliveryTask) async throws {
        let ticket = task.ticket.id
        if task.step == .createTopic {
            // It was marked before the call.
            progress.withLock { run in
                _ = run.waitForAnnouncement(of: ticket)
                run.cooldowns.add(ticket, until: .now + timings.announcement, at: .now)
            }
        } else {
            try await relay.store.write { transaction in
                for delivery in task.attempted { try transaction.markUncertain(delivery) }
            }
        }
        noteUnanswered(ticket)
    }

    private func reopenTopic(of task: DeliveryTask, in group: Int64) async {
        guard let thread = task.topic?.thread else { return }
        countCall()
        do {
            try await bot.reopenForumTopic(in: group, thread: thread)
        } catch .notModified {
        } catch {
            // Without the right to reopen it, nothing can be posted there. The other
            // conversations must not wait for that.
            Log.telegram.error("topic not reopened", metadata: ["error": "\(error)"])
            rest(task, for: timings.configuration)
        }
    }

    private func removeStray(
        _ post: Int64, isTopicLost: Bool, _ error: TelegramError, _ task: DeliveryTask, in group: Int64
    ) async throws {
        await tidy("stray post not removed") { () throws(TelegramError) in
            try await bot.deleteMessage(in: group, message: post)
        }
        if isTopicLost { return try await recreateTopic(of: task.ticket.id, in: group) }
        await report(error, in: group)
    }

    private func giveUp(_ task: DeliveryTask, _ reason: String, _ error: TelegramError) async throws {
        let ticket = task.ticket.id
        if error.isUncertain { noteUnanswered(ticket) }
        // Telegram does not accept one of several lines, so each is tried by itself.
        if task.isMerged, !error.isUncertain { return progress.withLock { $0.keepApart(ticket) } }
        // Some of several lines in a post may have been tried for the first time.
        let fresh = error.isUncertain ? task.attempted.filter { $0.uncertainAttempts == 0 } : []
        try await relay.store.write { transaction in
            for delivery in fresh { try transaction.markUncertain(delivery) }
        }
        try await giveUp(
            task.attempted.filter { !fresh.contains($0) }, reason: reason, said: relay.words.givenUp(reason, error))
    }

    /// Leaves the task's conversation alone for a while; the others go on.
    func rest(_ task: DeliveryTask, for duration: Duration) {
        progress.withLock { $0.cooldowns.add(task.ticket.id, until: .now + duration, at: .now) }
    }

    /// Sends nothing for a while.
    private func backOff() { progress.withLock { $0.backOff(at: .now) } }

    /// Leaves the conversation alone, longer each time. That a file did not get through says nothing about lines.
    private func restFailed(_ ticket: TicketID) {
        _ = progress.withLock { $0.cooldowns.countFailure(of: ticket, backoff: timings.backoff, at: .now) }
    }

    /// Notes that a call of the conversation got no answer. The conversation is left alone for a while.
    private func noteUnanswered(_ ticket: TicketID) {
        progress.withLock { run in
            _ = run.cooldowns.countFailure(of: ticket, backoff: timings.backoff, at: .now)
            run.noteUnanswered(ticket, at: .now)
        }
    }

    /// Handles a refusal for an unknown reason. If Telegram refuses several conversations, or the group has a problem,
    /// the post is not at fault, and nothing is given up.
    private func judge(
        _ reason: String, _ error: TelegramError, _ task: DeliveryTask, in group: Int64
    ) async throws {
        let ticket = task.ticket.id
        if task.isMerged { return progress.withLock { $0.keepApart(ticket) } }
        let (conversations, tries) = progress.withLock { run in
            (run.noteRefused(ticket), run.cooldowns.countFailure(of: ticket, backoff: timings.backoff, at: .now))
        }
        if conversations >= Self.conversationsOfOneFault { return await report(error, in: group) }
        guard tries > 1, try await isInOrder(group) else { return }
        let said = relay.words.givenUp(reason, error)
        // The topic took the line of the program's own and then refused the post once more, so
        // it is the post that is at fault.
        if progress.withLock({ $0.proved.removeValue(forKey: ticket) != nil }) {
            return try await giveUp(task.attempted, reason: reason, said: said, isTold: true)
        }
        if let post = await tell(relay.words.missing(task.attempted.count, said), inTopicOf: task, group) {
            progress.withLock { $0.prove(ticket, by: post) }
        } else {
            await reportTopic(of: task, error, isNews: tries == 2, in: group)
        }
    }

    /// Posts a line of the program's own. Returns the post, or nil if the topic does not take it.
    private func tell(_ text: String, inTopicOf task: DeliveryTask, _ group: Int64) async -> Int64? {
        guard let thread = task.topic?.thread else { return nil }
        countCall()
        var line = MarkedText()
        line.add(ours: text)
        do {
            return try await bot.sendMessage(to: group, thread: thread, text: line.text, entities: line.entities).id
        } catch {
            Log.telegram.error(
                "the topic takes nothing", metadata: ["ticket": "\(task.ticket.id)", "error": "\(error)"])
            return nil
        }
    }

    /// If this many conversations are refused in a row, without one that is accepted, the posts are not at fault.
    private static let conversationsOfOneFault = 3

    /// Lets a conversation wait whose topic accepts no posts at all, longer each time. The group is told once.
    private func reportTopic(
        of task: DeliveryTask, _ error: TelegramError, isNews: Bool = false, in group: Int64
    ) async {
        let ticket = task.ticket.id
        let backoff = Backoff(first: timings.configuration, longest: timings.configuration * Self.longestTopicRest)
        let tries = progress.withLock { $0.cooldowns.countFailure(of: ticket, backoff: backoff, at: .now) }
        guard isNews || tries == 1 else { return }
        countCall()
        await tidy("the group could not be told") { () throws(TelegramError) in
            // Without the visitor's name: this post stands outside the topic, and stays when the topic is deleted.
            let text = relay.words.topicNotPosted("#\(ticket)", relay.words.trouble(error))
            _ = try await bot.sendMessage(to: group, thread: nil, text: text)
        }
    }

    /// The longest wait, in pauses of ``Timings/configuration``: an hour.
    static let longestTopicRest = 60

    /// Gives up deliveries that were to be one post, and says so in the topic.
    ///
    /// - Parameters:
    ///   - reason: For the log.
    ///   - said: The same in the team's language, which is stored; nil if there is no such translation.
    ///   - isTold: Whether the topic has already been told that something is missing; then it only gets the texts.
    func giveUp(
        _ deliveries: [Delivery], reason: String, said: String? = nil, isTold: Bool = false
    ) async throws {
        guard let ticket = deliveries.first?.ticket else { return }
        Log.telegram.error("given up", metadata: ["ticket": "\(ticket)", "reason": "\(reason)"])
        let (now, words, said) = (relay.clock(), relay.words, said ?? reason)
        do {
            try await relay.store.write { transaction in
                for delivery in deliveries { try transaction.fail(delivery, reason: said, now: now) }
                let inPanel = deliveries.reduce(0) { $0 + $1.inPanel }
                if inPanel > 0 {
                    try transaction.enqueueNotice(words.digestNotPosted(inPanel, said), ticket: ticket)
                }
                let messages = deliveries.compactMap(\.message)
                guard !messages.isEmpty else { return }
                // A message that can't be posted may be unreadable too.
                let texts = messages.compactMap { try? transaction.read.message($0, in: ticket)?.preview }
                let notice =
                    (isTold ? [] : [words.missing(messages.count, said)])
                    + (texts.isEmpty ? [] : [words.theyRead(messages.count)] + texts)
                guard !notice.isEmpty else { return }
                try transaction.enqueueNotice(notice.joined(separator: "\n"), ticket: ticket)
            }
        } catch let error as StoreError where error.isLasting {
            // The ticket itself may be gone. Then the row can't be kept, and there is no topic to tell.
            Log.telegram.error("given up without a word", metadata: ["ticket": "\(ticket)", "error": "\(error)"])
            try await relay.store.write { transaction in
                for delivery in deliveries { try transaction.drop(delivery) }
            }
        }
    }

    /// Forgets a topic that is gone, so that the next turn creates another. It does
    /// nothing while the group has a problem.
    private func recreateTopic(of ticket: TicketID, in group: Int64) async throws {
        guard try await isInOrder(group) else { return }
        try await relay.store.write { try $0.removeTopic(of: ticket) }
    }

    /// Whether the group exists and has topics, and the bot may write in it. If not, it reacts to that.
    private func isInOrder(_ group: Int64) async throws -> Bool {
        do throws(TelegramError) {
            guard try await bot.getChat(group).isForum else {
                await report(.notForum("the topics of the group are switched off"), in: group)
                return false
            }
            return true
        } catch {
            switch FailurePlan(after: error, opensTopic: true, uncertainAttempts: 0, topicAge: nil, timings) {
            case .moveGroup(let new): try await relay.moveGroup(from: group, to: new)
            case .wait(let duration): hold(duration)
            case .backOff, .retryUncertain: backOff()
            case .stop: stop()
            default: await report(error, in: group)
            }
            return false
        }
    }

    /// Reports once that somebody must change the group, the bot's rights or the configuration, and pauses for a while.
    ///
    /// - Parameter isAboutTopics: Whether only new topics can't be created; then the other conversations go on.
    private func report(_ error: TelegramError, isAboutTopics: Bool = false, in group: Int64) async {
        progress.withLock { run in
            if isAboutTopics {
                run.topicPauseEnd = .now + timings.configuration
            } else {
                run.pause(for: timings.configuration, at: .now)
            }
        }
        let area = isAboutTopics ? topicTrouble : share.index
        guard relay.setTrouble(error, of: area) else { return }
        countCall()
        await tidy("the group could not be told") { () throws(TelegramError) in
            _ = try await bot.sendMessage(
                to: group, thread: nil, text: relay.words.notPosted(relay.words.trouble(error)))
        }
    }

    /// The key for this worker's problem with new topics, which is kept beside its general one.
    var topicTrouble: Int { -1 - share.index }

    /// Makes a call that is desirable but on which nothing depends.
    func tidy(_ complaint: Logger.Message, _ call: () async throws(TelegramError) -> Void) async {
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

    /// Whether posts in existing topics may still succeed.
    fileprivate var mayBeAboutTopics: Bool {
        switch self {
        case .missingRights, .chatRefused: true
        default: false
        }
    }
}
