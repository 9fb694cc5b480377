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
                guard let delivery = try desk.store.read({ try $0.nextDelivery() }) else {
                    await desk.deliveriesWait.sleep()
                    continue
                }
                try await work(delivery, &backoff)
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

    private func work(_ delivery: Delivery, _ backoff: inout Backoff) async throws {
        let task: DeliveryTask
        do {
            task = try desk.store.read { try DeliveryTask(delivery, $0, group: group) }
        } catch is DeskError {
            // What it was about is gone. It must not hold up what is behind it.
            return try await giveUp(delivery, reason: "the message does not exist any more")
        }
        // Trying again may double a post, so first see whether Telegram answers at all.
        if delivery.uncertainAttempts > 0, await !isTelegramThere(&backoff) { return }
        let effect: DeliveryEffect
        do {
            effect = try await perform(task)
        } catch {
            Log.telegram.error("post failed", metadata: ["ticket": "\(delivery.ticket)", "error": "\(error)"])
            let age = task.topic.map { $0.createdAt.duration(to: desk.clock()) }
            return try await carryOut(FailurePlan(after: error, delivery: delivery, topicAge: age), task, &backoff)
        }
        backoff.succeeded()
        try await record(effect, of: delivery)
    }

    private func isTelegramThere(_ backoff: inout Backoff) async -> Bool {
        do {
            _ = try await bot.getMe()
            return true
        } catch {
            Log.telegram.error("still waiting for Telegram", metadata: ["error": "\(error)"])
            await pause(backoff.failed())
            return false
        }
    }

    private func perform(_ task: DeliveryTask) async throws(TelegramError) -> DeliveryEffect {
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

    /// Keeps what Telegram has done. While the store can't (a full disk, say) this waits: going on would do it again.
    private func record(_ effect: DeliveryEffect, of delivery: Delivery) async throws {
        var backoff = Backoff()
        while true {
            do {
                return try await write(effect, of: delivery)
            } catch {
                guard !isDone else { throw error }
                Log.telegram.error("delivery not recorded", metadata: ["error": "\(error)"])
                await pause(backoff.failed())
            }
        }
    }

    private func write(_ effect: DeliveryEffect, of delivery: Delivery) async throws {
        let (group, now) = (group, desk.clock())
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
            await tidy("topic not reopened") { () throws(TelegramError) in
                try await bot.reopenForumTopic(in: group, thread: thread)
            }
            await pause(backoff.failed())
        case .removeStray(let post, let isTopicLost):
            await tidy("stray post not removed") { () throws(TelegramError) in
                try await bot.deleteMessage(in: group, message: post)
            }
            guard isTopicLost else { return await pause(FailurePlan.configurationPause) }
            try await desk.store.write { try $0.removeTopic(of: delivery.ticket) }
        case .giveUp(let reason):
            try await giveUp(delivery, reason: reason)
        case .stop:
            stop()
        }
    }

    private func giveUp(_ delivery: Delivery, reason: String) async throws {
        Log.telegram.error("given up", metadata: ["ticket": "\(delivery.ticket)", "reason": "\(reason)"])
        let now = desk.clock()
        try await desk.store.write { try $0.fail(delivery, reason: reason, now: now) }
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

/// What a call to Telegram has changed there.
private enum DeliveryEffect {
    case topicCreated(thread: Int64)
    case cardPosted(Int64)
    case posted(Int64, isLast: Bool)
    case nothing
}
