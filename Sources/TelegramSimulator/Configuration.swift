extension TelegramSimulator {
    /// What a simulated group and its bot are.
    public struct Configuration: Sendable {
        /// `<bot id>:<secret>`.
        public var token = "7000000001:simulator-token-for-tests-only-000000"
        public var botName = "Desk"
        public var botUsername = "desk_bot"
        /// The supergroup.
        public var chatID = -1_001_234_567_890
        public var title = "Support"
        /// Whether topics are on.
        public var isForum = true
        /// Messages and changes of topics within any minute that the group takes before it answers 429, as Telegram's
        /// groups do (about 20); nil is no limit.
        public var messagesPerMinute: Int?
        /// The first `update_id`.
        public var firstUpdateID = 884_211_000
        /// The wait after a failed delivery to the webhook; it doubles up to ``webhookLongestWait``.
        public var webhookFirstWait = Duration.seconds(2)
        public var webhookLongestWait = Duration.seconds(60)
        /// Messages kept, all topics together; older ones are forgotten.
        public var messages = 50_000
        /// Bytes of files kept; older ones are forgotten.
        public var fileBytes = 256 << 20
        /// Calls kept in the log.
        public var calls = 2_000

        public init() {}

        /// The part of the token before the colon.
        public var botID: Int { Int(token.prefix { $0 != ":" }) ?? 0 }
    }
}
