import Glibc
public import Metrics
import Synchronization

/// Counts the calls of a program's bots, by method and by how they ended.
public final class CallCounts: Sendable {
    /// The methods that this program calls.
    public enum Method: String, CaseIterable, Sendable {
        case getMe, getChat, getChatMember, setMyCommands, getFile, sendMessage, editMessageText, deleteMessage
        case sendChatAction, pinChatMessage, createForumTopic, getForumTopicIconStickers, editForumTopic
        case closeForumTopic, reopenForumTopic, getUpdates, setWebhook, deleteWebhook, getWebhookInfo, sendPhoto
        case sendDocument, sendVideo, sendAudio, sendVoice, sendAnimation
        case other
    }

    /// How a call ended.
    public enum Outcome: String, CaseIterable, Sendable {
        case done
        /// 429: Telegram asks to wait.
        case rateLimited = "rate_limited"
        /// Any other 4xx.
        case refused
        /// 5xx, and what is not understood.
        case failed
        /// Nothing reached Telegram.
        case notSent = "not_sent"
        /// No answer came.
        case unanswered
        case cancelled
    }

    /// From an answer that was ready to a call that takes its full time. A long poll is not measured: it waits by itself.
    private static let times = Buckets(seconds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])

    private let counts: [Method: Counters<Outcome>]
    private let durations = Histogram(times)
    private let lastPoll = Atomic(0)

    public init() {
        counts = Dictionary(uniqueKeysWithValues: Method.allCases.map { ($0, Counters()) })
    }

    func count(_ method: String, _ outcome: Outcome, _ duration: Duration) {
        let method = Method(rawValue: method) ?? .other
        counts[method]?.add(to: outcome)
        guard method != .getUpdates else {
            if outcome == .done { lastPoll.store(time(nil), ordering: .relaxed) }
            return
        }
        if outcome != .notSent, outcome != .cancelled { durations.observe(duration) }
    }

    public subscript(_ method: Method, _ outcome: Outcome) -> Int { counts[method]?[outcome] ?? 0 }

    /// How long the calls took that reached Telegram, long polls left out.
    public var observations: Observations { durations.observations }

    /// When a poll for updates last succeeded, in Unix seconds; 0 if none has.
    public var lastPollTime: Int { lastPoll.load(ordering: .relaxed) }
}

extension CallCounts.Outcome {
    init(status: Int) {
        switch status {
        case 200..<300: self = .done
        case 429: self = .rateLimited
        case 400..<500: self = .refused
        default: self = .failed
        }
    }

    init(_ error: CurlError) {
        switch error {
        case .notSent: self = .notSent
        case .interrupted: self = .unanswered
        case .responseTooLarge, .outputFailed: self = .failed
        case .cancelled: self = .cancelled
        }
    }
}
