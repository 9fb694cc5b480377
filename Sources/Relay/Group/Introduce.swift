import Logging
public import Telegram
import Words

extension Relay {
    /// Learns the bot's own name, and tells Telegram which commands to offer in the group. Tried until it succeeds;
    /// nothing waits for it.
    public func introduce(_ bot: BotClient, backoff: Backoff = Backoff()) async {
        var backoff = backoff
        while !Task.isCancelled {
            do {
                botName = try await bot.getMe().username
                try await bot.setMyCommands(words.menu, in: group)
                return
            } catch {
                Log.telegram.error("commands not offered", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: backoff.failed(error))  // ends early only with the task
            }
        }
    }
}
