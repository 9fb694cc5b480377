/// The group, its bot and everything that happened, as a value. Methods of the Bot API and actions of people are
/// functions on it, one file each.
public struct Group: Sendable {
    let configuration: TelegramSimulator.Configuration
    /// The bot that acts, which is the first one outside of calls.
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
    /// Whether the bot is in the group; if not, it was kicked.
    public internal(set) var isBotMember = true
    /// Where the group was before it was migrated.
    var formerChatIDs: Set<Int> = []

    /// By thread id.
    public internal(set) var topics: [Int: GroupTopic] = [:]
    /// Deleted topics whose deletion the server has not noticed yet: it caches topics for a while.
    var unnoticedDeletions: Set<Int> = []
    /// In the order of their ids.
    public internal(set) var messages: [GroupMessage] = []
    var lastMessageID = 1
    var pinned: [Int] = []
    public internal(set) var members: [Int: Person] = [:]
    /// What the bot wrote to those who have written to it in private, by account.
    public internal(set) var privatePosts: [Int: [String]] = [:]
    /// Of those who are not simply members, by account.
    var statuses: [Int: MemberStatus] = [:]
    /// Presses of buttons, the newest last.
    public internal(set) var callbackQueries: [CallbackQuery] = []
    var lastCallbackQuery = 0
    /// The bot's latest chat action, and until when it shows (Unix milliseconds), by thread id; 0 is General.
    var actions: [Int: (action: String, until: Int)] = [:]
    /// What setMyCommands set, by scope and language: `chat/ru`, or `default/` for every language.
    public internal(set) var commands: [String: APIValue] = [:]

    var files: FileStore
    var lastAlbum = 0

    var updates: UpdateQueue
    var webhook = Webhook()
    /// Tells a later getUpdates or setWebhook from the one that is waiting.
    var pollGeneration = 0
    var webhookGeneration = 0

    var faults: [Fault] = []
    public internal(set) var calls: [Call] = []
    var lastCall = 0
    /// By bot, in the group as it is now; a migrated group has others.
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

    /// Calls that counted towards ``TelegramSimulator/Configuration/messagesPerMinute``, and calls refused for it.
    /// Of one bot; nil is the first.
    public func rate(of botID: Int? = nil) -> (counted: Int, refused: Int) {
        let limit = rateLimits[botID ?? configuration.botID]
        return (limit?.counted ?? 0, limit?.refused ?? 0)
    }

    /// What getWebhookInfo shows as `last_error_message`.
    public var lastWebhookError: String? { webhook.lastErrorMessage }

    /// The topic of that name; the newest, if there are several.
    public func topic(named name: String) -> GroupTopic? {
        topics.values.filter { $0.name == name }.max { $0.threadID < $1.threadID }
    }

    /// The messages of a topic, service messages too; nil is General.
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

    /// Adds a message and, if the bot may see it, its update: everything but ordinary messages of bots.
    mutating func post(
        _ content: GroupMessage.Content, by author: Participant, in threadID: Int?, replyTo: Int? = nil,
        quote: APIValue? = nil, replyMarkup: APIValue? = nil
    ) -> GroupMessage {
        lastMessageID += 1
        // The message that announces a topic gives it its thread id.
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

    /// Adds an update, if the bot is there to hear of it.
    mutating func tell(_ kind: String, _ payload: APIValue) { if isBotMember { updates.add(kind, payload) } }

    /// Does what a call of this bot does.
    mutating func acting<Result, Failure: Error>(
        as account: Person, _ body: (inout Group) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let usual = bot
        bot = account
        defer { bot = usual }
        return try body(&self)
    }

    /// A viewer of the topic can see a change.
    mutating func touch(_ threadID: Int?) {
        version += 1
        changed[threadID ?? 0] = version
    }

    /// Someone who acts is a member.
    mutating func meet(_ actor: Participant) {
        if case .member(let person) = actor, members[person.id] == nil, members.count < 10_000 {
            members[person.id] = person
        }
    }
}

extension Participant {
    /// Bots do not see what other bots write, nor what they write themselves.
    var isMutedBot: Bool { if case .member(let person) = self { person.isBot } else { false } }
}
