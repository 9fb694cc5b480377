/// The group, its bots and everything that has happened, as a value. Methods of the Bot API and actions of people
/// are functions on it, one file each.
public struct Group: Sendable {
    let configuration: TelegramSimulator.Configuration
    /// The bot that acts. Outside of calls it is the first one.
    public internal(set) var bot: Person
    /// Every bot that has a token.
    let bots: [Person]
    /// Unix milliseconds, set before each change.
    var now = 0
    /// Grows with each change that a viewer can see.
    public private(set) var version = 0
    /// The ``version`` of the latest change of a topic, by thread id; 0 is General.
    var changed: [Int: Int] = [:]

    public internal(set) var chatID: Int
    public internal(set) var title: String
    public internal(set) var isForum: Bool
    public internal(set) var rights = Rights()
    /// Whether the bot is in the group; otherwise it was kicked.
    public internal(set) var isBotMember = true
    /// The group's chat ids before it was migrated.
    var formerChatIDs: Set<Int> = []

    /// By thread id.
    public internal(set) var topics: [Int: GroupTopic] = [:]
    /// Deleted topics that the server still has in its cache.
    var unnoticedDeletions: Set<Int> = []
    /// In the order of their ids.
    public internal(set) var messages: [GroupMessage] = []
    var lastMessageID = 1
    var pinned: [Int] = []
    public internal(set) var members: [Int: Person] = [:]
    /// What the bot wrote to people in private, by account.
    public internal(set) var privatePosts: [Int: [String]] = [:]
    /// The status of everybody who is not an ordinary member, by account.
    var statuses: [Int: MemberStatus] = [:]
    /// Presses of buttons, in order.
    public internal(set) var callbackQueries: [CallbackQuery] = []
    var lastCallbackQuery = 0
    /// The bot's latest chat action and how long it is shown (until Unix milliseconds), by thread id; 0 is General.
    var actions: [Int: (action: String, until: Int)] = [:]
    /// The commands set by setMyCommands, by scope and language: `chat/ru`, or `default/` for every language.
    public internal(set) var commands: [String: APIValue] = [:]

    var files: FileStore
    var lastAlbum = 0

    var updates: UpdateQueue
    var webhook = Webhook()
    /// Distinguishes a waiting getUpdates from a later getUpdates or setWebhook.
    var pollGeneration = 0
    var webhookGeneration = 0

    var faults: [Fault] = []
    public internal(set) var calls: [Call] = []
    var lastCall = 0
    /// By bot, for the present group. A migrated group has new ones.
    var rateLimits: [Int: RateLimit] = [:]

    init(_ configuration: TelegramSimulator.Configuration) {
        self.configuration = configuration
        chatID = configuration.chatID
        title = configuration.title
        isForum = configuration.isForum
        updates = UpdateQueue(firstID: configuration.firstUpdateID)
        files = FileStore(capacity: configuration.fileBytes)
        bots = configuration.bots.map(\.account)
        bot = bots.first ?? .groupAnonymousBot
    }

    public var pendingUpdates: [QueuedUpdate] { updates.pending }

    /// How many calls counted towards ``TelegramSimulator/Configuration/messagesPerMinute``, and how many were refused
    /// because of it. They are one bot's; nil means the first.
    public func rate(of botID: Int? = nil) -> (counted: Int, refused: Int) {
        let limit = rateLimits[botID ?? configuration.botID]
        return (limit?.counted ?? 0, limit?.refused ?? 0)
    }

    /// The `last_error_message` of getWebhookInfo.
    public var lastWebhookError: String? { webhook.lastErrorMessage }

    /// The topic with this name; the newest, if there are several.
    public func topic(named name: String) -> GroupTopic? {
        topics.values.filter { $0.name == name }.max { $0.threadID < $1.threadID }
    }

    /// The messages of a topic, service messages included; nil means General.
    public func messages(in threadID: Int?) -> [GroupMessage] { messages.filter { $0.threadID == threadID } }

    public func message(_ id: Int) -> GroupMessage? { index(ofMessage: id).map { messages[$0] } }

    func index(ofMessage id: Int) -> Int? {
        var low = 0
        var high = messages.count
        while low < high {
            let middle = (low + high) / 2
            if messages[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < messages.count && messages[low].id == id ? low : nil
    }

    /// Adds a message, and its update if the bot gets one: it gets everything except ordinary messages of bots.
    mutating func post(
        _ content: GroupMessage.Content, by author: Participant, in threadID: Int?, replyTo: Int? = nil,
        quote: APIValue? = nil, replyMarkup: APIValue? = nil
    ) -> GroupMessage {
        lastMessageID += 1
        // The message that announces a topic is the source of the thread id.
        let thread = if case .topicCreated = content { lastMessageID } else { threadID }
        let message = GroupMessage(
            id: lastMessageID, threadID: thread, from: author, date: now / 1000, content: content, replyTo: replyTo,
            quote: quote, replyMarkup: replyMarkup)
        if messages.count >= configuration.messages { messages.removeFirst(configuration.messages / 10 + 1) }
        messages.append(message)
        if !author.isMutedBot || message.isService { tell("message", json(message)) }
        if author.account.id == bot.id { actions[thread ?? 0] = nil }
        touch(thread)
        return message
    }

    /// Adds an update, if the bot is in the group.
    mutating func tell(_ kind: String, _ payload: APIValue) { if isBotMember { updates.add(kind, payload) } }

    /// Runs `body` with this bot as the one that acts.
    mutating func acting<Result, Failure: Error>(
        as account: Person, _ body: (inout Group) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let usual = bot
        bot = account
        defer { bot = usual }
        return try body(&self)
    }

    /// Notes a change that viewers of the topic can see.
    mutating func touch(_ threadID: Int?) {
        version += 1
        changed[threadID ?? 0] = version
    }

    /// Notes that somebody who acts is a member.
    mutating func meet(_ actor: Participant) {
        if case .member(let person) = actor, members[person.id] == nil, members.count < 10_000 {
            members[person.id] = person
        }
    }
}

extension Participant {
    /// Bots get neither what other bots write nor what they write themselves.
    var isMutedBot: Bool { if case .member(let person) = self { person.isBot } else { false } }
}
