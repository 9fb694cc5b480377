import Domain
import Logging
import Realtime
import Store
import Synchronization
public import Telegram

/// Works off the outbox with one bot: one call at a time, each conversation's lines in order, conversations in fair
/// turns, within what Telegram allows.
///
/// There is one worker for a conversation, so it gets one topic however many of its messages wait, and what a crash can
/// double is the one post that is under way.
public final class DeliveryWorker: Sendable {
    /// Rows looked at for a turn: enough to be fair to hundreds of conversations, and read in a few milliseconds.
    static let window = 2000

    /// Which conversations are this worker's: those whose number leaves `index` when divided by `count`.
    public struct Share: Sendable {
        public let index: Int
        public let count: Int

        public init(index: Int = 0, count: Int = 1) {
            self.index = index
            self.count = count
        }
    }

    let desk: Desk
    let bot: BotClient
    let share: Share
    let pauses: Pauses
    let perMinute: Int?
    /// Whether it keeps the post in General that says who waits.
    let hasBoard: Bool
    let wake: Wake
    private let isStopped = Atomic(false)

    /// - Parameters:
    ///   - perMinute: Calls that the bot may make in the group in any minute; nil is no limit.
    ///   - hasBoard: Whether the group has a post in General that says who waits. The first bot keeps it.
    public init(
        desk: Desk, bot: BotClient, perMinute: Int?, share: Share = Share(), hasBoard: Bool = false,
        pauses: Pauses = Pauses()
    ) {
        self.desk = desk
        self.bot = bot
        self.perMinute = perMinute
        self.share = share
        self.pauses = pauses
        self.hasBoard = hasBoard && share.index == 0
        wake = desk.deliveriesWait.follow()
    }

    /// Works until it is told to stop, or its task is cancelled.
    public func run() async {
        var progress = Progress(backoff: pauses.backoff, budget: Budget(perMinute: perMinute))
        while !isDone {
            do {
                guard let group = desk.group else { return }
                let now = ContinuousClock.now
                let wait = max(progress.budget.wait(at: now), now.duration(to: desk.postsPausedUntil ?? now))
                guard wait <= .zero else {
                    await wake.sleep(atMost: wait)
                    continue
                }
                let waiting = try desk.store.read { reader in
                    try reader.waitingDeliveries(in: group, share: (share.index, share.count), limit: Self.window)
                }
                let awake = progress.rests.awake(waiting, at: now)
                guard let turn = progress.turns.next(of: awake) else {
                    try await beIdle(in: group, atMost: progress.rests.next(at: now), &progress)
                    continue
                }
                if try await showLag(in: group, &progress) { continue }
                try await take(turn, of: awake, in: group, &progress)
            } catch {
                // The store itself failed: nothing is lost, and nothing can be done but to try again.
                Log.telegram.error("delivery failed", metadata: ["error": "\(error)"])
                await pause(progress.backoff.failed())
            }
        }
    }

    /// Finishes the call under way and ends.
    public func stop() {
        isStopped.store(true, ordering: .releasing)
        wake.raise()
    }

    /// What a worker remembers from one turn to the next; nothing that a restart could not do without.
    struct Progress {
        var backoff: Backoff
        var budget: Budget
        var turns = Turns()
        var rests = Rests()
        var settling = Settling()
        var board = BoardProgress()
        var icons = KnownIcons.unknown(askedAgainAt: nil)
        /// Conversations whose next line gets a post of its own.
        private(set) var apart: Set<TicketID> = []
        /// More of them are forgotten, and merged in vain once more.
        private static let mostApart = 1000

        init(backoff: Backoff, budget: Budget) {
            self.backoff = backoff
            self.budget = budget
        }

        mutating func keepApart(_ ticket: TicketID) {
            if apart.count < Self.mostApart { apart.insert(ticket) }
        }

        mutating func bringTogether(_ ticket: TicketID) { apart.remove(ticket) }
    }

    var isDone: Bool { isStopped.load(ordering: .acquiring) || Task.isCancelled }

    func pause(_ duration: Duration) async {
        let end = ContinuousClock.now + duration
        while !isDone, ContinuousClock.now < end { await wake.sleep(atMost: ContinuousClock.now.duration(to: end)) }
    }

    /// Telegram asked to wait: nothing is posted to the group before that is over.
    func hold(_ wait: Duration) {
        desk.pausePosts(for: wait * pauses.shareOfWaits)
    }

    private func take(
        _ turn: Turns.Candidate, of waiting: [WaitingDelivery], in group: Int64, _ progress: inout Progress
    ) async throws {
        guard let head = turn.deliveries.first else { return }
        let isBehind =
            progress.budget.available(at: .now) < Self.postsWanted(waiting) && !progress.apart.contains(head.ticket)
        let task: DeliveryTask
        do {
            task = try desk.store.read { try DeliveryTask(turn, $0, group: group, isBehind: isBehind) }
        } catch is DeskError {
            // What it was about is gone. It must not hold up what is behind it.
            return try await giveUp([head], reason: "the message does not exist any more")
        }
        // Trying again may double a post, so first see whether Telegram answers at all.
        if head.uncertainAttempts > 0, await !isTelegramThere(&progress.backoff) { return }
        progress.budget.take(at: .now)
        let effect: DeliveryEffect
        do {
            effect = try await perform(task, in: group, &progress)
        } catch {
            return try await carryOut(error, task, in: group, &progress)
        }
        progress.backoff.succeeded()
        desk.setTelegramTrouble(nil, of: share.index)
        do {
            try await record(effect, of: task, in: group)
        } catch let error as StoreError where error.isLasting {
            Log.telegram.error("delivery refused by the store", metadata: ["error": "\(error)"])
            // First, in case that this is refused too: it is not to be posted again and again.
            rest(task, for: pauses.configuration, &progress)
            return try await giveUp(task.attempted, reason: "Telegram has it, but that could not be recorded")
        }
        if case .topicCreated = effect { return }
        progress.bringTogether(head.ticket)
        progress.turns.finish(turn, of: waiting)
    }

    /// Posts that would be made if each line got its own.
    static func postsWanted(_ waiting: [WaitingDelivery]) -> Int {
        waiting.count + 2 * Set(waiting.filter { !$0.hasTopic }.map(\.delivery.ticket)).count
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

    private func perform(
        _ task: DeliveryTask, in group: Int64, _ progress: inout Progress
    ) async throws(TelegramError) -> DeliveryEffect {
        switch task.step {
        case .createTopic: return .topicCreated(try await createTopic(task, in: group, &progress))
        case .postCard(let post, let thread):
            return .cardPosted(try await bot.sendMessage(to: group, thread: thread, text: post.text).id, post)
        case .post(let post, let thread):
            do {
                return .posted(try await send(post, to: group, thread, &progress).id, post)
            } catch .replyTargetGone {
                // It stands in another topic, for which Telegram makes no exception.
                return .posted(try await send(post.withoutReply, to: group, thread, &progress).id, post)
            }
        case .finish: return .nothing
        }
    }
}
