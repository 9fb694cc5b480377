import Files
import Store
public import Telegram

extension Desk {
    /// Notes how a call for updates went; nil if well.
    public func noteUpdates(_ error: TelegramError?) {
        let signal: Signal? =
            switch error {
            case nil, .cancelled: nil
            case .conflict: .telegramConflict
            case .unauthorized: .telegramUnauthorized
            default: .telegramUnreachable
            }
        if case .cancelled = error { return }
        for each in [Signal.telegramConflict, .telegramUnauthorized, .telegramUnreachable] {
            signals.set(each, each == signal)
        }
    }

    /// Notes what Telegram says of the webhook.
    ///
    /// - Parameters:
    ///   - isWanted: Whether there should be one.
    ///   - now: In Unix seconds.
    public func noteWebhook(_ info: WebhookInfo, isWanted: Bool, now: Int64) {
        let isRecent = info.lastErrorDate.map { now - $0 < 600 } ?? false
        signals.set(.webhookFailing, (isWanted && info.url.isEmpty) || (isRecent && info.pendingUpdateCount > 0))
    }

    /// Those that are on, the store's included, which are looked for now.
    public func presentSignals() async -> [Signal] {
        signals.set(.storeUnwritable, await obstacleToWrites() != nil)
        signals.set(.storeDamaged, store.damage != nil)
        return signals.all
    }

    /// Bytes of the disk that are free; nil if the system does not tell.
    public var freeBytes: Int? { files.freeBytes }
}
