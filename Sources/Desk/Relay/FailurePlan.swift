import Domain
import Store
import Telegram

/// What is done when a step of a delivery fails. Pure, so that every failure can be tried without a network.
enum FailurePlan: Equatable {
    /// The whole group waits this long; the row is tried again as it is.
    case pauseGroup(Duration)
    /// The whole group waits for the back-off; the row is tried again as it is.
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
    /// The row can never be delivered as it is.
    case giveUp(reason: String)
    /// The program is stopping.
    case stop

    /// Until somebody changes the group or the bot's rights; asking more often would only fill the log.
    static let configurationPause = Duration.seconds(60)
    /// A post whose arrival is unknown this often is not tried again: each try may double it.
    static let uncertainLimit = 3
    /// A topic that is lost so soon after it was made is not made again at once: something may be wrong with the group.
    static let recreationPause = Duration.seconds(60)

    init(after error: TelegramError, delivery: Delivery, topicAge: Duration?) {
        // A clock that was set back makes the age negative; then nothing is known of it.
        let isYoung = topicAge.map { .zero <= $0 && $0 < Self.recreationPause } ?? false
        switch error {
        case .cancelled: self = .stop
        case .notSent: self = .backOff
        case .rateLimited(let wait): self = .pauseGroup(wait)
        case .uncertain:
            self =
                delivery.uncertainAttempts < Self.uncertainLimit
                ? .retryUncertain : .giveUp(reason: "it is not known whether it arrived: \(error)")
        case .topicGone:
            self = isYoung ? .pauseGroup(Self.recreationPause) : .recreateTopic
        case .topicClosed: self = .reopenTopic
        case .postedElsewhere(let post, _): self = .removeStray(post: post, isTopicLost: !isYoung)
        case .unauthorized, .forbidden, .chatNotFound, .notForum, .missingRights, .migrated, .conflict:
            self = .pauseGroup(Self.configurationPause)
        default: self = .giveUp(reason: "\(error)")
        }
    }
}
