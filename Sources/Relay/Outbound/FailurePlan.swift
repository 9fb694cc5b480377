import Telegram

/// What is done when a step of a delivery fails. Pure, so that every failure can be tried without a network.
enum FailurePlan: Equatable {
    /// Nothing is sent for so long; then the row is tried again as it is.
    case wait(Duration)
    /// The conversation is left alone for so long, and no other.
    case rest(Duration)
    /// The row is tried again as it is, after the back-off.
    case backOff
    /// The post may have arrived: the row is marked, and tried again after the back-off.
    case retryUncertain
    /// The topic is made anew, and the row tried again there.
    case recreateTopic
    /// The topic is opened again, and the row tried again.
    case reopenTopic
    /// The post went somewhere else and is removed there. The topic is lost, and made anew; if it was new itself,
    /// something is wrong with the group, which waits until somebody has looked.
    case removeStray(post: Int64, isTopicLost: Bool)
    /// The group has another id now.
    case moveGroup(to: Int64)
    /// Something is wrong with the group, the bot or the configuration: people are told, and everything waits.
    case report
    /// The topic takes no posts for a reason of its own: its conversation waits, and people are told.
    case restTopic
    /// It is not known what is wrong: with the post, or with more than it.
    case judge(reason: String)
    /// The row can never be delivered as it is.
    case giveUp(reason: String)
    /// The program is stopping.
    case stop

    /// Added to what Telegram asks to wait: its clock and ours differ, and calling too early makes the wait longer.
    static let margin = Duration.milliseconds(250)

    /// How often a line of the program's own is tried: it may be what tells of lost words, and to have it twice is no harm.
    static let triesOfNotice = 8

    init(
        after error: TelegramError, opensTopic: Bool, isNotice: Bool = false, uncertainAttempts: Int,
        topicAge: Duration?, _ timings: Timings
    ) {
        // A clock that was set back makes the age negative; then nothing is known of it.
        let isYoung = topicAge.map { .zero <= $0 && $0 < timings.recreation } ?? false
        switch error {
        case .cancelled: self = .stop
        case .notSent: self = .backOff
        case .rateLimited(let wait): self = .wait(wait + Self.margin)
        case .uncertain:
            // Tried once more, since each try may double it; a topic and its card until there are, as all else follows.
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
