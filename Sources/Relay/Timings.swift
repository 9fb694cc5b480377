public import Telegram

/// How long a worker waits after failures.
public struct Timings: Sendable {
    /// The back-off after a failure that may pass by itself.
    public var backoff = Backoff()
    /// A line that lasts longer gives its place to others. Telegram answers within eight seconds even when it is slow.
    public var patience = Duration.seconds(10)
    /// The wait until somebody may have changed the group or the bot's rights. Shorter waits would only fill the log.
    public var configuration = Duration.seconds(60)
    /// If a topic is lost so soon after it was created, it is not created again at once: the group may have a problem.
    public var recreation = Duration.seconds(60)
    /// How long the bot's own announcement of a topic may take after the answer to `createForumTopic` was lost.
    public var announcement = Duration.seconds(10)

    /// How long a ticket's status has to be the same before its topic's name and icon are changed. The pauses in an
    /// active conversation are shorter.
    public var settling = Duration.seconds(30)

    /// The least time between two changes of the board.
    public var board = Duration.seconds(10)
    /// The same while deliveries wait for Telegram, because the call is taken from them.
    public var boardWhileBehind = Duration.seconds(120)

    /// The share of the wait that Telegram asks for. It is less than 1 only where time passes faster.
    var shareOfWaits = 1.0
    /// In which the bot may make so many calls.
    var minute = Duration.seconds(60)

    public init() {}

    /// For a rehearsal, in which time passes faster.
    public init(speed: Double) {
        backoff = Backoff(first: backoff.first / speed, longest: backoff.longest / speed)
        for pause in [
            \Self.configuration, \.recreation, \.announcement, \.settling, \.board, \.boardWhileBehind, \.minute,
        ] {
            self[keyPath: pause] = self[keyPath: pause] / speed
        }
        shareOfWaits = 1 / speed
    }
}
