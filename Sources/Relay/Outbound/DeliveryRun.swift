import Domain
import Store
import Telegram

/// What a worker remembers from one turn to the next. A restart can do without all of it.
struct DeliveryRun {
    typealias Instant = ContinuousClock.Instant

    var backoff: Backoff
    var budget: Budget
    var queue = FairQueue()
    var cooldowns = Cooldowns()
    var settling = TopicDebounce()
    var board = BoardProgress()
    var icons = KnownIcons.unknown(askedAgainAt: nil)
    /// Nothing is sent before this time: Telegram as a whole, or the group, has a problem.
    var pauseEnd: Instant?
    /// No topic is created before this time: the bot lacks the right, or the group takes no more topics.
    var topicPauseEnd: Instant?
    /// A call that is under way.
    struct UnderWay {
        let isFile: Bool
        let began: Instant
    }

    /// The calls under way, by conversation.
    private(set) var underWay: [TicketID: UnderWay] = [:]
    /// Conversations whose next post is a file, for which there is no place yet.
    private var waitForFiles: Set<TicketID> = []
    /// Conversations whose next line gets a post of its own.
    private(set) var apart: Set<TicketID> = []
    /// Conversations whose call got no answer, and those that were refused for an unknown reason, since the last
    /// success. If it is one, the problem is its own; if there are several, the problem concerns everybody.
    private var unanswered: Set<TicketID> = []
    private var refused: Set<TicketID> = []
    /// Conversations whose topic took a line of the program's own, after it had refused a post for an unknown
    /// reason; with the post of that line.
    var proved: [TicketID: Int64] = [:]
    /// Conversations that have already waited for the announcement of their topic.
    private var announced: Set<TicketID> = []
    var maintenance = MaintenanceProgress()
    /// Topics that could not be changed and are left alone for a while.
    var topicCooldowns = Cooldowns()
    var maintenancePauseEnd: Instant?
    /// The most conversations in each of these collections. Further ones are forgotten, which costs a call each.
    private static let most = 1000

    init(backoff: Backoff, budget: Budget) {
        self.backoff = backoff
        self.budget = budget
    }

    /// Whether more than one conversation has a problem. Then calls are made one at a time, until one succeeds.
    var isProbing: Bool { unanswered.count > 1 || refused.count > 1 || pauseEnd != nil }

    /// Whether any call is under way.
    var isBusy: Bool { !underWay.isEmpty || maintenance.isBusy }

    /// How long maintenance should wait for calls under way, which may be about to change what the group should show.
    /// It does not wait for calls that take longer than usual.
    func unrest(at now: Instant) -> Duration {
        underWay.values.map { now.duration(to: $0.began + Self.usualCall) }.max() ?? .zero
    }

    private static let usualCall = Duration.seconds(2)

    /// How long until a call may begin; nil if one that is under way has to end first.
    ///
    /// - Parameter hold: The time before which the group takes no calls.
    func wait(at now: Instant, hold: Instant?) -> Duration? {
        guard underWay.count < (isProbing ? 1 : DeliveryWorker.mostUnderWay) else { return nil }
        let timings = [hold, pauseEnd].compactMap { $0.map { now.duration(to: $0) } }
        return max(budget.wait(at: now), timings.max() ?? .zero)
    }

    /// How long until a conversation may have its turn, if nothing changes.
    func nextTurn(of ready: [WaitingConversation], at now: Instant) -> Duration? {
        let topics = topicPauseEnd.map { now.duration(to: $0) }.flatMap { $0 > .zero ? $0 : nil }
        return [cooldowns.next(at: now), queue.wait(of: ready, at: now), topics].compactMap(\.self).min()
    }

    /// The conversations that may have their turn.
    func ready(_ waiting: [WaitingConversation], at now: Instant) -> [WaitingConversation] {
        waiting.filter { conversation in
            underWay[conversation.ticket] == nil && !waitForFiles.contains(conversation.ticket)
                && cooldowns.isAwake(conversation.ticket, at: now)
                && (conversation.topic != .missing || (topicPauseEnd ?? now) <= now)
        }
    }

    /// Begins a call. False if there is no place for it; then the conversation waits until there is.
    mutating func begin(_ ticket: TicketID, isFile: Bool, at now: Instant) -> Bool {
        guard !isFile || underWay.values.count(where: \.isFile) < DeliveryWorker.mostFiles else {
            waitForFiles.insert(ticket)
            return false
        }
        underWay[ticket] = UnderWay(isFile: isFile, began: now)
        return true
    }

    mutating func end(_ ticket: TicketID) {
        if underWay.removeValue(forKey: ticket)?.isFile == true { waitForFiles = [] }
    }

    /// Notes a success: Telegram and the group are in order. Returns the post that said that something may be missing.
    mutating func succeed(_ ticket: TicketID) -> Int64? {
        backoff.succeeded()
        cooldowns.end(of: ticket)
        (unanswered, refused, pauseEnd) = ([], [], nil)
        announced.remove(ticket)
        return proved.removeValue(forKey: ticket)
    }

    /// Notes that the conversation's topic takes posts, but not the one that was refused.
    mutating func prove(_ ticket: TicketID, by post: Int64) {
        if proved.count < Self.most { proved[ticket] = post }
    }

    /// Notes that Telegram did not answer. Returns whether it has answered no other conversation either.
    mutating func noteUnanswered(_ ticket: TicketID) -> Bool {
        if unanswered.count < Self.most { unanswered.insert(ticket) }
        return unanswered.count > 1
    }

    /// Notes a refusal for an unknown reason. Returns how many conversations have met one.
    mutating func noteRefused(_ ticket: TicketID) -> Int {
        if refused.count < Self.most { refused.insert(ticket) }
        return refused.count
    }

    mutating func pause(for duration: Duration, at now: Instant) {
        pauseEnd = max(pauseEnd ?? now, now + duration)
    }

    mutating func keepApart(_ ticket: TicketID) {
        if apart.count < Self.most { apart.insert(ticket) }
    }

    mutating func bringTogether(_ ticket: TicketID) { apart.remove(ticket) }

    /// Returns whether the conversation has not waited for it before.
    mutating func waitForAnnouncement(of ticket: TicketID) -> Bool {
        if announced.count >= Self.most { announced = [] }
        return announced.insert(ticket).inserted
    }
}

/// When maintenance is due.
struct MaintenanceProgress {
    /// Whether a call for it is under way. There is one at a time.
    var isBusy = false
    /// Nil means when something changes.
    var next: ContinuousClock.Instant? = .now
    /// How many changes there had been when it last ran.
    var seen = -1
}
