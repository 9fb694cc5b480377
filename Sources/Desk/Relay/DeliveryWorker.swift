import Domain
import Logging
import Realtime
import Store
import Synchronization
public import Telegram

/// Works off the outbox: one post at a time, in the order in which messages were accepted.
///
/// There is one worker for the group, so a conversation gets one topic however many of its messages wait, and what a
/// crash can double is the one post that is under way.
public final class DeliveryWorker: Sendable {
    private let desk: Desk
    private let bot: BotClient
    private let group: Int64
    private let isStopped = Atomic(false)

    public init(desk: Desk, bot: BotClient, group: Int64) {
        self.desk = desk
        self.bot = bot
        self.group = group
    }

    /// Works until it is told to stop, or its task is cancelled.
    public func run() async {
        var backoff = Backoff()
        while !isDone {
            do {
                guard let task = try nextTask() else {
                    await desk.deliveriesWait.sleep()
                    continue
                }
                try await attempt(task, &backoff)
            } catch {
                // The store itself failed: nothing is lost, and nothing can be done but to try again.
                Log.telegram.error("delivery failed", metadata: ["error": "\(error)"])
                await pause(backoff.failed())
            }
        }
    }

    /// Finishes the call under way and ends.
    public func stop() {
        isStopped.store(true, ordering: .releasing)
        desk.deliveriesWait.raise()
    }

    private var isDone: Bool { isStopped.load(ordering: .acquiring) || Task.isCancelled }

    private func pause(_ duration: Duration) async {
        let end = ContinuousClock.now + duration
        while !isDone, ContinuousClock.now < end {
            await desk.deliveriesWait.sleep(atMost: ContinuousClock.now.duration(to: end))
        }
    }

    /// The oldest delivery with what is to be done for it next.
    private func nextTask() throws -> DeliveryTask? {
        try desk.store.read { reader in
            guard let delivery = try reader.nextDelivery() else { return nil }
            return try DeliveryTask(delivery, reader, group: group)
        }
    }

    private func attempt(_ task: DeliveryTask, _ backoff: inout Backoff) async throws {
        do {
            let effect = try await perform(task)
            backoff.succeeded()
            try await record(effect, of: task)
        } catch let error as TelegramError {
            Log.telegram.error(
                "post failed", metadata: ["ticket": "\(task.delivery.ticket)", "error": "\(error)"])
            let age = task.topic.map { $0.createdAt.duration(to: desk.clock()) }
            try await carryOut(FailurePlan(after: error, delivery: task.delivery, topicAge: age), task, &backoff)
        }
    }

    private func perform(_ task: DeliveryTask) async throws(TelegramError) -> DeliveryEffect {
        // Trying again may double a post, so first see whether Telegram answers at all.
        if task.delivery.uncertainAttempts > 0 { _ = try await bot.getMe() }
        switch task.step {
        case .createTopic:
            return .topicCreated(thread: try await bot.createForumTopic(in: group, name: task.card.topicName).threadID)
        case .postCard(let thread):
            return .cardPosted(try await bot.sendMessage(to: group, thread: thread, text: task.card.text).id)
        case .post(let text, let thread, let replyTo, let isLast):
            let post = try await bot.sendMessage(to: group, thread: thread, text: text, replyTo: replyTo)
            return .posted(post.id, isLast: isLast)
        case .finish: return .nothing
        }
    }

    private func record(_ effect: DeliveryEffect, of task: DeliveryTask) async throws {
        let (delivery, group, now) = (task.delivery, group, desk.clock())
        try await desk.store.write { transaction in
            switch effect {
            case .topicCreated(let thread):
                try transaction.setTopic(of: delivery.ticket, chat: group, thread: thread, now: now)
            case .cardPosted(let post):
                try transaction.setCard(of: delivery.ticket, post: post)
            case .posted(let post, let isLast):
                try transaction.recordPost(post, in: group, of: delivery.message, ticket: delivery.ticket)
                try isLast ? transaction.complete(delivery) : transaction.advance(delivery)
            case .nothing:
                try transaction.complete(delivery)
            }
        }
    }

    private func carryOut(_ plan: FailurePlan, _ task: DeliveryTask, _ backoff: inout Backoff) async throws {
        let delivery = task.delivery
        switch plan {
        case .pauseGroup(let duration):
            await pause(duration)
        case .backOff:
            await pause(backoff.failed())
        case .retryUncertain:
            try await desk.store.write { try $0.markUncertain(delivery) }
            await pause(backoff.failed())
        case .recreateTopic:
            try await desk.store.write { try $0.removeTopic(of: delivery.ticket) }
        case .reopenTopic:
            guard let thread = task.topic?.thread else { return }
            do {
                try await bot.reopenForumTopic(in: group, thread: thread)
            } catch {
                await pause(FailurePlan.configurationPause)
            }
        case .removeStray(let post):
            try? await bot.deleteMessage(in: group, message: post)  // the pause matters more than the stray
            await pause(FailurePlan.configurationPause)
        case .giveUp(let reason):
            try await desk.store.write { try $0.fail(delivery, reason: reason) }
        case .stop:
            stop()
        }
    }
}

/// What a call to Telegram has changed there.
private enum DeliveryEffect {
    case topicCreated(thread: Int64)
    case cardPosted(Int64)
    case posted(Int64, isLast: Bool)
    case nothing
}
