import Logging
import Store
public import Telegram
import Words

extension Relay {
    /// Has Telegram deliver updates to this program, and remembers the address as its own: before, so that whoever polls
    /// meanwhile does not take it for somebody else's.
    public func setUpWebhook(at url: String, secret: String, of bot: BotClient) async throws {
        try await store.write { try $0.setOwnWebhook(url) }
        try await bot.setWebhook(url: url, secretToken: secret, allowedUpdates: UpdateKind.allCases)
    }

    /// Whether Telegram delivers updates to where this program told it to.
    public func hasOwnWebhook(of bot: BotClient) async throws(TelegramError) -> Bool {
        guard let own = try? store.read({ try $0.ownWebhook() }) else { return false }
        return try await bot.getWebhookInfo().url == own
    }

    /// Ends a webhook, since polling was chosen. One that this program has not set is somebody else's, who hears
    /// nothing any more: the log, a line in General and a number say so.
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
        // Two programs that take the bot from each other again and again are one piece of news.
        guard noteForeignWebhook(host) else { return }
        do {
            _ = try await bot.sendMessage(to: group, thread: nil, text: words.webhookTaken(host))
        } catch {
            Log.telegram.error("the group could not be told", metadata: ["error": "\(error)"])
        }
    }

    /// Without what may be secret: a path, a query, a user's name and password.
    private static func host(of url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = rest.prefix { !"/?#".contains($0) }
        return String(authority.split(separator: "@").last ?? "")
    }
}
