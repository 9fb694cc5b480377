import Telegram

/// What to do when a step of a delivery fails. Pure, so that every failure can be tested without a network.
enum FailurePlan: Equatable {
    /// Send nothing for this time, then try the row again unchanged.
    case wait(Duration)
    /// Leave this conversation alone for this time, and no other.
    case rest(Duration)
    /// Try the row again unchanged, after the back-off.
    case backOff
    /// The post may have arrived: mark the row, and try it again after the back-off.
    case retryUncertain
    /// Create the topic again, and try the row there.
    case recreateTopic
    /// Reopen the topic, and try the row again.
    case reopenTopic
    /// The post went to another place: delete it there. The topic is lost and is created again. If it was new itself,
    /// the group has a problem and waits until somebody has looked.
    case removeStray(post: Int64, isTopicLost: Bool)
    /// The group has a new id.
    case moveGroup(to: Int64)
    /// The group, the bot or the configuration has a problem: tell people, and let everything wait.
    case report
    /// The topic takes no posts for a reason of its own: let its conversation wait, and tell people.
    case restTopic
    /// Find out whether the problem is this post's or a larger one.
    case judge(reason: String)
    /// The row can never be delivered as it is.
    case giveUp(reason: String)
    /// The program is stopping.
    case stop

    /// Added to the wait that Telegram asks for: clocks differ, and a call that comes too early makes the wait longer.
    static let margin = Duration.milliseconds(250)

    /// How often a line of the program's own is tried. It may tell of lost messages, and to have it twice does no harm.
    static let triesOfNotice = 8

    init(
        after error: TelegramError, opensTopic: Bool, isNotice: Bool = false, uncertainAttempts: Int,
        topicAge: Duration?, _ timings: Timings
    ) {
        // If a clock was set back the age is negative, and nothing is known of it.
        let isYoung = topicAge.map { .zero <= $0 && $0 < timings.recreation } ?? false
        switch error {
        case .cancelled: self = .stop
        case .notSent: self = .backOff
        case .rateLimited(let wait): self = .wait(wait + Self.margin)
        case .uncertain:
            // A post is tried once more, because each attempt may double it. A topic and its card are tried until they
            // exist, because everything else needs them.
            self =
                opensTopic || uncertainAttempts < (isNotice ? Self.triesOfNotice - 1 : 1)
                ? .retryUncertain : .giveUp(reason: "it is not known whether it arrived (\(error))")
        case .topicGone: self = isYoung ? .rest(timings.recreation) : .recreateTopic
        case .topicClosed: self = .reopenTopic
        case .postedElsewhere(let post, _): self = .removeStray(post: post, isTopicLost: !isYoung)
        case .migrated(let chat): self = .moveGroup(to: chat)
        case .unauthorized, .forbidden, .chatNotFound, .notForum, .missingRights, .chatRefused, .conflict:
            self = .report
        case .topicRefused: self = .restTopic
        case .badRequest: self = .judge(reason: "\(error)")
        default: self = .giveUp(reason: "\(error)")
        }
    }
}
