import Logging
import Store
public import Telegram
import Words

extension Relay {
    /// Makes Telegram deliver updates to this program, and remembers the address as its own. The address is stored
    /// before the call, so that a process which polls at that moment does not take it for somebody else's.
    public func setUpWebhook(at url: String, secret: String, of bot: BotClient) async throws {
        try await store.write { try $0.setOwnWebhook(url) }
        try await bot.setWebhook(url: url, secretToken: secret, allowedUpdates: UpdateKind.allCases)
    }

    /// Whether Telegram delivers updates to the address that this program has set.
    public func hasOwnWebhook(of bot: BotClient) async throws(TelegramError) -> Bool {
        guard let own = try? store.read({ try $0.ownWebhook() }) else { return false }
        return try await bot.getWebhookInfo().url == own
    }

    /// Removes a webhook, because polling was chosen. If another program had set it, that program no longer gets
    /// updates; the log, a line in General and a metric say so.
    public func endWebhook(of bot: BotClient) async throws(TelegramError) {
        let info = try await bot.getWebhookInfo()
        guard !info.url.isEmpty else { return }
        try await bot.deleteWebhook()
        let own = try? store.read { try $0.ownWebhook() }
        guard own != info.url else {
            return Log.telegram.notice("the webhook of this program is removed, since polling is configured")
        }
        let host = Self.host(of: info.url)
        Log.telegram.error(
            "another program's webhook is removed, since polling is configured", metadata: ["host": "\(host)"])
        // If two programs keep taking the bot from each other, that is reported once.
        guard noteForeignWebhook(host) else { return }
        do {
            _ = try await bot.sendMessage(to: group, thread: nil, text: words.webhookTaken(host))
        } catch {
            Log.telegram.error("the group could not be told", metadata: ["error": "\(error)"])
        }
    }

    /// The host alone: a path, a query, or a user's name and password may be secret.
    private static func host(of url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = rest.prefix { !"/?#".contains($0) }
        return String(authority.split(separator: "@").last ?? "")
    }
}
