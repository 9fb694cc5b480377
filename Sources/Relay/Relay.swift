@_spi(Channel) public import Desk
import Domain
import Store
import Synchronization
public import Telegram
import Words

/// Shows the desk in the staff's group in Telegram: what the desk has queued goes out,
/// and what staff do there comes in.
public final class Relay: Sendable {
    let desk: Desk
    let contacts: Contacts
    private let state: Mutex<State>

    private struct State {
        var group: Int64
        /// One id for each move of the group, of which there is one in its life.
        var formerGroups: Set<Int64>
        var botName: String?
        /// By worker.
        var troubles: [Int: TelegramError] = [:]
        var pauseEnd: ContinuousClock.Instant?
        var foreignWebhook: String?
        var isPolling = false
    }

    /// - Parameters:
    ///   - configured: The chat id of the group in the configuration; it may have moved since.
    ///   - hidesContacts: Whether visitors' e-mail addresses, phone numbers and card numbers are dots in the group.
    public init(desk: Desk, group configured: Int64, hidesContacts: Bool = false) throws {
        self.desk = desk
        contacts = hidesContacts ? .hidden : .shown
        let (group, former) = try desk.store.read { try Self.presentGroup(configured, $0) }
        state = Mutex(State(group: group, formerGroups: former))
    }

    var store: Store { desk.store }
    var words: TeamWords { desk.words }

    func clock() -> Timestamp { desk.clock() }

    /// The host to which another program had the bot's updates delivered until this program
    /// began to poll; nil if there was none.
    public var foreignWebhook: String? { state.withLock { $0.foreignWebhook } }

    /// Returns whether the host was not known before.
    func noteForeignWebhook(_ host: String) -> Bool {
        state.withLock { state in
            defer { state.foreignWebhook = host }
            return state.foreignWebhook != host
        }
    }

    /// Whether updates are fetched by polling at present.
    public internal(set) var isPolling: Bool {
        get { state.withLock { $0.isPolling } }
        set { state.withLock { $0.isPolling = newValue } }
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

    /// The bot's user name; nil until Telegram has sent it.
    var botName: String? {
        get { state.withLock { $0.botName } }
        set { state.withLock { $0.botName = newValue } }
    }

    /// What prevents all posts to the group until somebody changes something; nil if nothing does.
    public var trouble: TelegramError? { state.withLock { $0.troubles.min { $0.key < $1.key }?.value } }

    /// Notes what prevents a worker from posting; nil if nothing does any more. Returns whether that is a change.
    @discardableResult
    func setTrouble(_ trouble: TelegramError?, of worker: Int) -> Bool {
        state.withLock { state in
            defer { state.troubles[worker] = trouble }
            return state.troubles[worker] != trouble
        }
    }

    /// Telegram has asked to wait: no bot posts anything to the group before this time.
    var postsPausedUntil: ContinuousClock.Instant? { state.withLock { $0.pauseEnd } }

    /// How much of the wait that Telegram has asked for is left; zero if none.
    public var pause: Duration {
        let now = ContinuousClock.now
        return max(.zero, now.duration(to: postsPausedUntil ?? now))
    }

    func pausePosts(for duration: Duration) {
        let end = ContinuousClock.now + duration
        state.withLock { $0.pauseEnd = max($0.pauseEnd ?? end, end) }
    }
}
