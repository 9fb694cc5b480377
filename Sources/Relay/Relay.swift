@_spi(Channel) public import Desk
import Domain
import Store
import Synchronization
public import Telegram
import Words

/// The staff's group in Telegram as a view of the desk: what the desk has queued goes out, and what staff do there comes in.
public final class Relay: Sendable {
    let desk: Desk
    private let state: Mutex<State>

    private struct State {
        var group: Int64
        /// Grows by one with each move, of which a group has one in its life.
        var formerGroups: Set<Int64>
        var botName: String?
        /// By worker.
        var troubles: [Int: TelegramError] = [:]
        var pauseEnd: ContinuousClock.Instant?
        var foreignWebhook: String?
    }

    /// - Parameter configured: the chat id of the group, which may have moved since.
    public init(desk: Desk, group configured: Int64) throws {
        self.desk = desk
        let (group, former) = try desk.store.read { try Self.presentGroup(configured, $0) }
        state = Mutex(State(group: group, formerGroups: former))
    }

    var store: Store { desk.store }
    var words: TeamWords { desk.words }

    func clock() -> Timestamp { desk.clock() }

    /// The host to which another program had the bot's updates delivered, until this one began to poll; nil if none had.
    public var foreignWebhook: String? { state.withLock { $0.foreignWebhook } }

    /// Returns whether that is news.
    func noteForeignWebhook(_ host: String) -> Bool {
        state.withLock { state in
            defer { state.foreignWebhook = host }
            return state.foreignWebhook != host
        }
    }

    /// The chat id of the group that mirrors tickets.
    public var group: Int64 { state.withLock { $0.group } }

    /// Whether the group had this chat id before it moved.
    func wasGroup(_ chat: Int64) -> Bool { state.withLock { $0.formerGroups.contains(chat) } }

    func setGroup(_ group: Int64, formerly former: Int64) {
        state.withLock { state in
            state.group = group
            state.formerGroups.insert(former)
            state.formerGroups.remove(group)
        }
    }

    /// The bot's user name; nil until Telegram has said it.
    var botName: String? {
        get { state.withLock { $0.botName } }
        set { state.withLock { $0.botName = newValue } }
    }

    /// Why nothing can be posted to the group until somebody changes something; nil while all is well.
    public var trouble: TelegramError? { state.withLock { $0.troubles.min { $0.key < $1.key }?.value } }

    /// What keeps one of the bots from posting, or that nothing does any more. Returns whether that is news.
    @discardableResult
    func setTrouble(_ trouble: TelegramError?, of worker: Int) -> Bool {
        state.withLock { state in
            defer { state.troubles[worker] = trouble }
            return state.troubles[worker] != trouble
        }
    }

    /// Telegram asked to wait: nothing is posted to the group before this, by whichever bot.
    var postsPausedUntil: ContinuousClock.Instant? { state.withLock { $0.pauseEnd } }

    /// How long Telegram has asked to wait still; zero if it has not.
    public var pause: Duration {
        let now = ContinuousClock.now
        return max(.zero, now.duration(to: postsPausedUntil ?? now))
    }

    func pausePosts(for duration: Duration) {
        let end = ContinuousClock.now + duration
        state.withLock { $0.pauseEnd = max($0.pauseEnd ?? end, end) }
    }
}
