public import Domain
public import Realtime
public import Store

/// The verbs of the product. Whoever comes in (widget, Telegram, API) comes through here.
public final class Desk: Sendable {
    public let store: Store
    public let hub: Hub
    /// The group that mirrors tickets, or nil if Telegram is not connected.
    let group: Int64?
    let deliveriesWait: Wake
    let updatesWait: Wake
    let clock: @Sendable () -> Timestamp

    /// Opens the store in `folder`.
    ///
    /// - Parameter telegramGroup: the chat id of the support group; every user's message is then queued for it.
    public init(
        folder: String, telegramGroup: Int64?,
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) throws {
        let (hub, deliveriesWait, updatesWait) = (Hub(), Wake(), Wake())
        self.hub = hub
        self.deliveriesWait = deliveriesWait
        self.updatesWait = updatesWait
        self.clock = clock
        group = telegramGroup
        store = try Store(folder: folder) { notice in
            hub.publish(notice.events)
            if notice.hasDeliveries { deliveriesWait.raise() }
            if notice.hasUpdates { updatesWait.raise() }
        }
    }

    public func close() {
        store.close()
    }
}
