public import Telegram

/// How long a worker waits after failures.
public struct Timings: Sendable {
    /// After a failure that may pass by itself.
    public var backoff = Backoff()
    /// Until somebody changes the group or the bot's rights; asking more often would only fill the log.
    public var configuration = Duration.seconds(60)
    /// A topic that is lost so soon after it was made is not made again at once: something may be wrong with the group.
    public var recreation = Duration.seconds(60)
    /// How long after an unheard answer to `createForumTopic` the bot's own announcement of the topic may come.
    public var announcement = Duration.seconds(10)

    /// How long a ticket has to be the same before its topic's name and icon are changed: the pauses of a conversation
    /// that goes on are shorter.
    public var settling = Duration.seconds(30)

    /// The board is not changed more often,
    public var board = Duration.seconds(10)
    /// and not more often while lines wait for Telegram: a call that they do not get.
    public var boardWhileBehind = Duration.seconds(120)

    /// How much of what Telegram asks to wait is waited: all of it, but for tests in which its time passes faster.
    var shareOfWaits = 1.0

    public init() {}
}
