@_spi(Channel) import Desk
import Domain
import Logging
import Realtime
import Store
import Synchronization
public import Telegram
import Words

/// Works through the outbox with one bot. Several conversations are served at once and in fair turns; the lines of each
/// are posted in order, one call at a time, all within Telegram's limits.
///
/// A conversation has only one worker. So it gets one topic, however many of its messages wait, and a crash can double
/// only the posts that are under way.
public final class DeliveryWorker: Sendable {
    /// How long a conversation counts as answered after an answer of the staff.
    static let answerLasts = Duration.seconds(86_400)

    /// The conversations of this worker: those whose number leaves the remainder `index` when divided by `count`.
    public struct Share: Sendable {
        public let index: Int
        public let count: Int

        public init(index: Int = 0, count: Int = 1) {
            self.index = index
            self.count = count
        }
    }

    let relay: Relay
    let bot: BotClient
    let share: Share
    let timings: Timings
    let perMinute: Int?
    /// Whether this worker keeps the board, the post in General that says who waits.
    let hasBoard: Bool
    let wake: Wake
    let progress: Mutex<DeliveryRun>
    private let isStopped = Atomic(false)

    /// - Parameters:
    ///   - perMinute: The calls that the bot may make in the group in any minute; nil means no limit.
    ///   - hasBoard: Whether this worker keeps the board. The first bot's worker does.
    public init(
        relay: Relay, bot: BotClient, perMinute: Int?, share: Share = Share(), hasBoard: Bool = false,
        timings: Timings = Timings()
    ) {
        self.relay = relay
        self.bot = bot
        self.perMinute = perMinute
        self.share = share
        self.timings = timings
        self.hasBoard = hasBoard && share.index == 0
        let budget = Budget(perMinute: perMinute, minute: timings.minute)
        progress = Mutex(DeliveryRun(timings: timings, budget: budget))
        wake = relay.desk.wakes.follow(.delivery)
    }

    /// How long calls under way may take to end after the worker is told to stop. A call
    /// that is cut off may be made twice.
    static let grace = Duration.seconds(5)

    /// Works until it is told to stop or its task is cancelled. Calls under way are
    /// finished, or cancelled with the task.
    public func run() async {
        await withDiscardingTaskGroup { calls in
            while !isDone {
                let rest: Duration?
                do {
                    rest = try startNext(in: relay.group, &calls)
                } catch {
                    // The store itself has failed. Nothing is lost, and all that can be done is to try again.
                    Log.telegram.error("delivery failed", metadata: ["error": "\(error)"])
                    rest = progress.withLock { $0.backoff.failed() }
                }
                if rest != .zero { await wake.sleep(atMost: rest) }
            }
            let end = ContinuousClock.now + Self.grace
            while !Task.isCancelled, ContinuousClock.now < end, progress.withLock({ $0.isBusy }) {
                await wake.sleep(atMost: ContinuousClock.now.duration(to: end))
            }
            calls.cancelAll()
        }
    }

    /// Finishes the calls under way, and ends.
    public func stop() {
        isStopped.store(true, ordering: .releasing)
        wake.raise()
    }

    var isDone: Bool { isStopped.load(ordering: .acquiring) || Task.isCancelled }

    func pause(_ duration: Duration) async {
        let end = ContinuousClock.now + duration
        // This can't wait for the wake, which is for the task that starts the next call.
        while !isDone, ContinuousClock.now < end {
            try? await Task.sleep(for: min(ContinuousClock.now.duration(to: end), .milliseconds(250)))
        }
    }

    /// Telegram has asked to wait: nothing is posted to the group before that time is over.
    func hold(_ wait: Duration) {
        relay.pausePosts(for: wait * timings.shareOfWaits)
    }

    /// Counts a call against the budget.
    func countCall() { progress.withLock { $0.budget.take(at: .now) } }

    /// Starts the next calls. Returns how long there is nothing to start: zero to be called again at
    /// once, nil until something changes.
    private func startNext(in group: Int64, _ calls: inout DiscardingTaskGroup) throws -> Duration? {
        let now = ContinuousClock.now
        let wait = progress.withLock { $0.wait(at: now, hold: relay.postsPausedUntil) }
        guard wait <= .zero else { return wait }
        let since = relay.clock().advanced(by: .zero - Self.answerLasts)
        let waiting = try relay.store.read { reader in
            try reader.waitingConversations(in: group, share: (share.index, share.count), answeredSince: since)
        }
        let (turn, wanted, isBehind) = progress.withLock { run in
            let ready = run.ready(waiting, at: now)
            let wanted = Self.postsWanted(ready)
            return (
                run.queue.next(of: ready, among: waiting, at: now), run.nextTurn(of: ready, at: now),
                run.budget.available(at: now) < wanted
            )
        }
        guard let turn else { return watch(in: group, atMost: wanted, &calls) }
        if turn.kind != .answered { startLag(in: group, &calls) }
        guard let task = build(turn.conversation, in: group, isBehind: isBehind, &calls) else { return .zero }
        let mayBegin = progress.withLock { run in
            guard run.begin(task.ticket.id, task.kind, at: now) else { return false }
            run.queue.take(turn.conversation, as: turn.kind, at: now)
            run.budget.take(at: now)
            return true
        }
        guard mayBegin else { return .zero }
        calls.addTask { [self] in
            do {
                try await attempt(task, in: group)
            } catch {
                Log.telegram.error("delivery failed", metadata: ["error": "\(error)"])
                let ticket = task.ticket.id
                _ = progress.withLock { $0.cooldowns.countFailure(of: ticket, backoff: timings.backoff, at: .now) }
            }
            progress.withLock { $0.end(task.ticket.id) }
            wake.raise()
        }
        return .zero
    }

    /// How many posts it would take if each line had its own.
    static func postsWanted(_ waiting: [WaitingConversation]) -> Int {
        waiting.reduce(0) { $0 + $1.lines + ($1.topic == .ready ? 0 : 2) }
    }

    /// Makes the call, and records the result.
    private func attempt(_ task: DeliveryTask, in group: Int64) async throws {
        let ticket = task.ticket.id
        // Another attempt may post twice, and one that gets no answer may have to be given up. So it is first checked
        // whether Telegram answers at all.
        let isDoubtful = task.head.uncertainAttempts > 0 || progress.withLock { $0.isProbing(at: .now) }
        if isDoubtful, await !isTelegramThere() { return }
        if task.step == .createTopic {
            // If the program crashes during the call, this mark tells it to look for the
            // topic before it creates another.
            try await relay.store.write { try $0.markUncertain(task.head) }
        }
        let effect: DeliveryEffect
        do {
            effect = try await perform(task, in: group)
        } catch {
            return try await recover(from: error, task, in: group)
        }
        var denied: Int64?
        if task.step != .finish {
            denied = progress.withLock { run in
                if task.step == .createTopic { run.topicPauseEnd = nil }
                return run.succeed(ticket)
            }
            relay.setTrouble(nil, of: share.index)
            if task.step == .createTopic { relay.setTrouble(nil, of: topicTrouble) }
        }
        do {
            try await record(effect, of: task, in: group)
        } catch {
            guard !isDone else { throw error }
            Log.telegram.error("delivery refused by the store", metadata: ["error": "\(error)"])
            // This comes first: if the next call is refused too, the post must not be made again and again.
            rest(task, for: timings.configuration)
            return try await giveUp(
                task.attempted, reason: TeamWords.english.notRecorded, said: relay.words.notRecorded)
        }
        if let denied {
            countCall()
            await tidy("line not removed") { () throws(TelegramError) in
                try await bot.deleteMessage(in: group, message: denied)
            }
        }
        if case .topicCreated = effect { return }
        progress.withLock { $0.bringTogether(ticket) }
    }

    private func isTelegramThere() async -> Bool {
        do {
            _ = try await bot.getMe()
            return true
        } catch {
            Log.telegram.error("still waiting for Telegram", metadata: ["error": "\(error)"])
            progress.withLock { $0.backOff(at: .now) }
            return false
        }
    }

    private func perform(
        _ task: DeliveryTask, in group: Int64
    ) async throws(TelegramError) -> DeliveryEffect {
        switch task.step {
        case .createTopic: return .topicCreated(try await createTopic(task, in: group))
        case .postCard(let post, let thread):
            return .cardPosted(try await send(post, to: group, thread).id, post)
        case .post(let post, let thread):
            do {
                return .posted(try await send(post, to: group, thread).id, post)
            } catch .replyTargetGone {
                // The post that it replies to is in another topic, which Telegram does not allow.
                return .posted(try await send(post.withoutReply, to: group, thread).id, post)
            }
        case .finish: return .nothing
        }
    }
}
