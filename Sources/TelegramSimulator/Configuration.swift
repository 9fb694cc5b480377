public import Assets

extension TelegramSimulator {
    /// The settings of a simulated group and its bots.
    public struct Configuration: Sendable {
        /// `<bot id>:<secret>`.
        public var token = "7000000001:simulator-token-for-tests-only-000000"
        /// The tokens of further bots that are administrators of the group too. They act, each with a rate limit of its
        /// own, but only the first bot gets updates.
        public var moreTokens: [String] = []
        public var botName = "Desk"
        public var botUsername = "desk_bot"
        /// The chat id of the supergroup.
        public var chatID = -1_001_234_567_890
        public var title = "Support"
        /// Whether topics are on.
        public var isForum = true
        /// How many messages and changes of topics the group accepts from each bot in any minute before it answers 429,
        /// as Telegram's groups do (about 20); nil means no limit.
        public var messagesPerMinute: Int?
        /// The first `update_id`.
        public var firstUpdateID = 884_211_000
        /// The wait after a failed delivery to the webhook; it doubles up to ``webhookLongestWait``.
        public var webhookFirstWait = Duration.seconds(2)
        public var webhookLongestWait = Duration.seconds(60)
        /// How many messages are kept in all topics together; older ones are forgotten.
        public var messages = 50_000
        /// How many bytes of files are kept; older files are forgotten.
        public var fileBytes = 256 << 20
        /// The source of the page that looks like the group.
        public var pages = AssetSource.embedded
        /// How many calls are kept in the log.
        public var calls = 2_000

        public init() {}

        /// The part of the token before the colon.
        public var botID: Int { Self.botID(of: token) }

        static func botID(of token: String) -> Int { Int(token.prefix { $0 != ":" }) ?? 0 }

        /// Every bot with its token. The first one gets the updates.
        var bots: [(token: String, account: Person)] {
            ([token] + moreTokens).enumerated().map { index, token in
                let number = index == 0 ? "" : "\(index + 1)"
                let account = Person(
                    id: Self.botID(of: token), isBot: true, firstName: botName + (index == 0 ? "" : " " + number),
                    username: index == 0 ? botUsername : "desk\(number)_bot")
                return (token, account)
            }
        }
    }
}
