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
    /// Before this time no conversation has a turn whose last call failed: several of them got no answer.
    private var retryPauseEnd: Instant?
    var places: CallPlaces
    /// Conversations whose next call has no place yet.
    private var waitForPlace: Set<TicketID> = []
    /// Conversations whose next line gets a post of its own.
    private(set) var apart: Set<TicketID> = []
    /// Conversations whose call got no answer, and those that were refused for an unknown reason, since the last
    /// success. If it is one, the problem is its own; if there are several, the problem may concern everybody.
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

    init(timings: Timings, budget: Budget) {
        backoff = timings.backoff
        self.budget = budget
        places = CallPlaces(patience: timings.patience)
    }

    /// Whether more than one conversation has a problem. Then calls are made one at a time, until one succeeds.
    func isProbing(at now: Instant) -> Bool {
        unanswered.count > 1 || refused.count > 1 || pauseEnd != nil || places.longLines(at: now) > 1
    }

    /// Whether any call is under way.
    var isBusy: Bool { !places.isEmpty || maintenance.isBusy }

    /// How long until a call may begin.
    ///
    /// - Parameter hold: The time before which the group takes no calls.
    func wait(at now: Instant, hold: Instant?) -> Duration {
        let timings = [hold, pauseEnd].compactMap { $0.map { now.duration(to: $0) } }
        return max(budget.wait(at: now), timings.max() ?? .zero)
    }

    /// How long until a conversation may have its turn, if nothing changes.
    func nextTurn(of ready: [WaitingConversation], at now: Instant) -> Duration? {
        let pauses = [topicPauseEnd, retryPauseEnd].compactMap { $0.map { now.duration(to: $0) } }.filter { $0 > .zero }
        let others = [cooldowns.next(at: now), queue.wait(of: ready, at: now), places.nextPlace(at: now)]
        return (pauses + others.compactMap(\.self)).min()
    }

    /// The conversations that may have their turn.
    func ready(_ waiting: [WaitingConversation], at now: Instant) -> [WaitingConversation] {
        let isProbing = isProbing(at: now)
        return waiting.filter { conversation in
            let (ticket, isTopic) = (conversation.ticket, conversation.topic == .missing)
            let isRetry = cooldowns.hasFailed(ticket)
            return !places.includes(ticket) && !waitForPlace.contains(ticket) && cooldowns.isReady(ticket, at: now)
                && (!isTopic || (topicPauseEnd ?? now) <= now) && (!isRetry || (retryPauseEnd ?? now) <= now)
                && places.hasPlace(for: isTopic ? .topic : .line, isRetry: isRetry, isProbing: isProbing, at: now)
        }
    }

    /// Begins a call. False if there is no place for it; then the conversation waits until another call ends.
    mutating func begin(_ ticket: TicketID, _ kind: CallPlaces.Kind, at now: Instant) -> Bool {
        let isRetry = cooldowns.hasFailed(ticket)
        guard places.hasPlace(for: kind, isRetry: isRetry, isProbing: isProbing(at: now), at: now) else {
            waitForPlace.insert(ticket)
            return false
        }
        places.begin(ticket, kind, isRetry: isRetry, at: now)
        return true
    }

    mutating func end(_ ticket: TicketID) {
        places.end(ticket)
        waitForPlace = []
    }

    /// Notes a success: Telegram and the group are in order. Returns the post that said that something may be missing.
    mutating func succeed(_ ticket: TicketID) -> Int64? {
        backoff.succeeded()
        cooldowns.end(of: ticket)
        (unanswered, refused, pauseEnd, retryPauseEnd) = ([], [], nil, nil)
        announced.remove(ticket)
        return proved.removeValue(forKey: ticket)
    }

    /// Notes that the conversation's topic takes posts, but not the one that was refused.
    mutating func prove(_ ticket: TicketID, by post: Int64) {
        if proved.count < Self.most { proved[ticket] = post }
    }

    /// Notes that Telegram did not answer. If it has answered no other conversation either, all whose calls fail wait,
    /// longer each time; those that have not failed go on.
    mutating func noteUnanswered(_ ticket: TicketID, at now: Instant) {
        if unanswered.count < Self.most { unanswered.insert(ticket) }
        guard unanswered.count > 1, (retryPauseEnd ?? now) <= now else { return }
        retryPauseEnd = now + backoff.failed()
    }

    /// Notes a refusal for an unknown reason. Returns how many conversations have met one.
    mutating func noteRefused(_ ticket: TicketID) -> Int {
        if refused.count < Self.most { refused.insert(ticket) }
        return refused.count
    }

    /// Lets everything wait, longer each time. Calls that fail together count as one failure.
    mutating func backOff(at now: Instant) {
        if (pauseEnd ?? now) <= now { pause(for: backoff.failed(), at: now) }
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
