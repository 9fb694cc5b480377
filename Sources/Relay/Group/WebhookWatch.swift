import Domain
public import Telegram

/// Asks Telegram whether what it sends to the webhook arrives.
public struct WebhookWatch: Sendable {
    static let interval = Duration.seconds(60)

    private let relay: Relay
    private let bot: BotClient
    private let isOnlyWay: Bool

    /// - Parameter isOnlyWay: Whether nothing else brings updates.
    public init(relay: Relay, bot: BotClient, isOnlyWay: Bool) {
        self.relay = relay
        self.bot = bot
        self.isOnlyWay = isOnlyWay
    }

    /// Asks until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do {
                let info = try await bot.getWebhookInfo()
                if isOnlyWay { relay.noteUpdates(nil) }
                relay.noteWebhook(info, isWanted: isOnlyWay, now: Timestamp.now().milliseconds / 1000)
            } catch {
                if isOnlyWay { relay.noteUpdates(error) }
            }
            try? await Task.sleep(for: Self.interval)  // ends early only with the task
        }
    }
}
