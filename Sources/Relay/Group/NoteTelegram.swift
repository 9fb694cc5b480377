@_spi(Channel) import Desk
public import Telegram

extension Relay {
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
            desk.signals.set(each, each == signal)
        }
    }

    /// Notes what Telegram says of the webhook.
    ///
    /// - Parameters:
    ///   - isWanted: Whether there should be one.
    ///   - now: In Unix seconds.
    public func noteWebhook(_ info: WebhookInfo, isWanted: Bool, now: Int64) {
        let isRecent = info.lastErrorDate.map { now - $0 < 600 } ?? false
        desk.signals.set(.webhookFailing, (isWanted && info.url.isEmpty) || (isRecent && info.pendingUpdateCount > 0))
    }
}
