import Crypto
import Store

extension Relay {
    /// What Telegram shows with each webhook call: made once and kept, so that a restart does not lock Telegram out.
    public func webhookSecret() async throws -> String {
        let fresh = base64URL(randomBytes(32))
        return try await store.write { transaction in
            if let kept = try transaction.read.setting("telegram_webhook_secret") { return kept }
            try transaction.setSetting("telegram_webhook_secret", to: fresh)
            return fresh
        }
    }
}
