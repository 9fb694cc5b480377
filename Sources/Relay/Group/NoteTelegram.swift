@_spi(Channel) import Desk
public import Telegram

extension Relay {
    /// Notes the outcome of a call for updates; nil means success.
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

    /// Notes what Telegram reports about the webhook.
    ///
    /// - Parameters:
    ///   - isWanted: Whether a webhook should be set.
    ///   - now: The present time in Unix seconds.
    public func noteWebhook(_ info: WebhookInfo, isWanted: Bool, now: Int64) {
        let isRecent = info.lastErrorDate.map { now - $0 < 600 } ?? false
        desk.signals.set(.webhookFailing, (isWanted && info.url.isEmpty) || (isRecent && info.pendingUpdateCount > 0))
    }
}
