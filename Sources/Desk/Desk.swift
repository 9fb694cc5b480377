public import Domain
public import Realtime
public import Store
import Synchronization

/// The verbs of the product. Whoever comes in (widget, Telegram, API) comes through here.
public final class Desk: Sendable {
    public let store: Store
    public let hub: Hub
    private let telegram = Mutex(TelegramState())
    let deliveriesWait: Wakes
    let updatesWait: Wake
    let typingSigns = Mutex(TypingSigns())
    let closingsWait: Wake
    let textsWait: Wake
    let searches = SearchQueue()
    let signs: LiveSigns
    let policy: TicketPolicy
    let clock: @Sendable () -> Timestamp

    /// Opens the store in `folder`.
    ///
    /// - Parameters:
    ///   - telegramGroup: the chat id of the support group; every user's message is then queued for it.
    ///   - policy: how closed tickets end.
    public init(
        folder: String, telegramGroup: Int64?, policy: TicketPolicy = TicketPolicy(),
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) throws {
        let (hub, deliveriesWait, updatesWait) = (Hub(), Wakes(), Wake())
        let (closingsWait, textsWait) = (Wake(), Wake())
        self.policy = policy
        self.closingsWait = closingsWait
        self.textsWait = textsWait
        signs = LiveSigns(hub: hub)
        self.hub = hub
        self.deliveriesWait = deliveriesWait
        self.updatesWait = updatesWait
        self.clock = clock
        store = try Store(folder: folder) { notice in
            hub.publish(notice.events, staff: notice.staffEvents)
            if !notice.events.isEmpty || !notice.staffEvents.isEmpty { textsWait.raise() }
            if notice.hasClosings { closingsWait.raise() }
            if notice.hasDeliveries { deliveriesWait.raise() }
            if notice.hasUpdates { updatesWait.raise() }
        }
        group = try telegramGroup.map { configured in try store.read { try Self.presentGroup(configured, $0) } }
    }

    public func close() {
        store.close()
    }

    private struct TelegramState {
        var group: Int64?
        var botName: String?
        var trouble: String?
        var pauseEnd: ContinuousClock.Instant?
    }

    /// The group that mirrors tickets, or nil if Telegram is not connected.
    public internal(set) var group: Int64? {
        get { telegram.withLock { $0.group } }
        set { telegram.withLock { $0.group = newValue } }
    }

    /// The bot's user name; nil until Telegram has said it.
    var botName: String? {
        get { telegram.withLock { $0.botName } }
        set { telegram.withLock { $0.botName = newValue } }
    }

    /// Why nothing can be posted to the group until somebody changes something; nil while all is well.
    public internal(set) var telegramTrouble: String? {
        get { telegram.withLock { $0.trouble } }
        set { telegram.withLock { $0.trouble = newValue } }
    }

    /// Telegram asked to wait: nothing is posted to the group before this, by whichever bot.
    var postsPausedUntil: ContinuousClock.Instant? { telegram.withLock { $0.pauseEnd } }

    func pausePosts(for duration: Duration) {
        let end = ContinuousClock.now + duration
        telegram.withLock { $0.pauseEnd = max($0.pauseEnd ?? end, end) }
    }
}
