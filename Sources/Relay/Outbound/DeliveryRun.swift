import Domain
import Store
import Telegram

/// What a worker remembers from one turn to the next; nothing that a restart could not do without.
struct DeliveryRun {
    typealias Instant = ContinuousClock.Instant

    var backoff: Backoff
    var budget: Budget
    var queue = FairQueue()
    var cooldowns = Cooldowns()
    var settling = TopicDebounce()
    var board = BoardProgress()
    var icons = KnownIcons.unknown(askedAgainAt: nil)
    /// Nothing is sent before: Telegram as a whole, or the group, is out of order.
    var pauseEnd: Instant?
    /// No topics are made before: the bot may not, or the group takes no more of them.
    var topicPauseEnd: Instant?
    /// A call that is under way.
    struct UnderWay {
        let isFile: Bool
        let began: Instant
    }

    /// By conversation.
    private(set) var underWay: [TicketID: UnderWay] = [:]
    /// Those whose next post is a file, for which there is no room.
    private var waitForFiles: Set<TicketID> = []
    /// Conversations whose next line gets a post of its own.
    private(set) var apart: Set<TicketID> = []
    /// Those that had no answer, and those that were refused for a reason that is not known, since something succeeded.
    /// One of them is its own trouble, several are everybody's.
    private var unanswered: Set<TicketID> = []
    private var refused: Set<TicketID> = []
    /// Those whose topic took this line of the program's after it had refused a post for a reason that is not known.
    var proved: [TicketID: Int64] = [:]
    /// Those for whose topic's announcement there was time.
    private var announced: Set<TicketID> = []
    var maintenance = MaintenanceProgress()
    /// Topics whose looks could not be changed, and until when those of all topics are left alone.
    var topicCooldowns = Cooldowns()
    var maintenancePauseEnd: Instant?
    /// More conversations are forgotten in any of these, and learnt anew at the cost of a call.
    private static let most = 1000

    init(backoff: Backoff, budget: Budget) {
        self.backoff = backoff
        self.budget = budget
    }

    /// Something is wrong with more than one conversation: calls are made one at a time until one succeeds.
    var isProbing: Bool { unanswered.count > 1 || refused.count > 1 || pauseEnd != nil }

    /// Whether any call is under way.
    var isBusy: Bool { !underWay.isEmpty || maintenance.isBusy }

    /// How long until nothing is waited for that is about to change what the group should show: calls that take longer
    /// than usual are not waited for.
    func unrest(at now: Instant) -> Duration {
        underWay.values.map { now.duration(to: $0.began + Self.usualCall) }.max() ?? .zero
    }

    private static let usualCall = Duration.seconds(2)

    /// How long until a call may begin; nil if one that is under way has to end first.
    ///
    /// - Parameter hold: before this the group takes none.
    func wait(at now: Instant, hold: Instant?) -> Duration? {
        guard underWay.count < (isProbing ? 1 : DeliveryWorker.mostUnderWay) else { return nil }
        let timings = [hold, pauseEnd].compactMap { $0.map { now.duration(to: $0) } }
        return max(budget.wait(at: now), timings.max() ?? .zero)
    }

    /// How long until somebody may have a turn, if nothing changes.
    func nextTurn(of ready: [WaitingConversation], at now: Instant) -> Duration? {
        let topics = topicPauseEnd.map { now.duration(to: $0) }.flatMap { $0 > .zero ? $0 : nil }
        return [cooldowns.next(at: now), queue.wait(of: ready, at: now), topics].compactMap(\.self).min()
    }

    /// Those that may have a turn.
    func ready(_ waiting: [WaitingConversation], at now: Instant) -> [WaitingConversation] {
        waiting.filter { conversation in
            underWay[conversation.ticket] == nil && !waitForFiles.contains(conversation.ticket)
                && cooldowns.isAwake(conversation.ticket, at: now)
                && (conversation.topic != .missing || (topicPauseEnd ?? now) <= now)
        }
    }

    /// Whether there is room for the call; if not, the conversation waits until there is.
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

    /// A call of the conversation's succeeded, so Telegram and the group are in order. Returns the line that said otherwise.
    mutating func succeed(_ ticket: TicketID) -> Int64? {
        backoff.succeeded()
        cooldowns.end(of: ticket)
        (unanswered, refused, pauseEnd) = ([], [], nil)
        announced.remove(ticket)
        return proved.removeValue(forKey: ticket)
    }

    /// The conversation's topic takes posts, though not what was refused there.
    mutating func prove(_ ticket: TicketID, by post: Int64) {
        if proved.count < Self.most { proved[ticket] = post }
    }

    /// Telegram did not answer. Returns whether it answers nobody.
    mutating func noteUnanswered(_ ticket: TicketID) -> Bool {
        if unanswered.count < Self.most { unanswered.insert(ticket) }
        return unanswered.count > 1
    }

    /// How many conversations were refused for a reason that is not known.
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

    /// Returns whether that is news.
    mutating func waitForAnnouncement(of ticket: TicketID) -> Bool {
        if announced.count >= Self.most { announced = [] }
        return announced.insert(ticket).inserted
    }
}

/// When something for the eye is looked at again.
struct MaintenanceProgress {
    /// Whether a call for it is under way: one at a time.
    var isBusy = false
    /// Nil is when something has changed.
    var next: ContinuousClock.Instant? = .now
    /// How often something had changed when it was looked at last.
    var seen = -1
}
