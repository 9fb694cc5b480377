import Domain

/// What the program is told, checked.
struct Configuration: Equatable {
    enum Updates: String, CaseIterable { case poll, webhook, off }
    enum LogFormat: String, CaseIterable { case text, json }

    /// How the Bot API is reached.
    struct BotAPI: Equatable {
        var url: String
        var proxy: ProxyAddress?
        var filesFolder: String?
    }

    struct Telegram: Equatable {
        var botToken: BotToken
        /// Further bots in the group. The first one alone takes in what staff write.
        var moreBots: [BotToken]
        /// Calls that each bot may make in the group in any minute; nil is no limit.
        var perMinute: Int?
        /// Whether who writes in the group's own name is staff.
        var takesAnonymous: Bool
        /// Whether a post in General says who waits.
        var hasBoard: Bool
        /// When staff are reminded of who waits; nil is never.
        var remindAfter: Duration?
        /// Nil if it is to be the group that `otvet telegram connect` found.
        var supportChat: Int64?
        var updates: Updates
        var webhookSecret: String?
    }

    var host: String
    var port: UInt16
    var dataFolder: String
    var adminToken: String?
    var identity: Identity
    /// Where the world reaches the program; without a slash at the end.
    var publicURL: String?
    var trustedProxies: Set<String>
    var hasRateLimits: Bool
    var largestFile: Int
    var largestStaffFile: Int
    var loops: Int?
    var isDemo: Bool
    var logFormat: LogFormat
    var isLogging: Bool
    var tickets: TicketPolicy
    var botAPI: BotAPI
    var telegram: Telegram?

    init(_ sources: SettingSources) throws {
        let values = Values(sources: sources)
        (host, port) = try values.required(.listen, "expected HOST:PORT, such as 127.0.0.1:8080", Self.address)
        dataFolder = try values.required(.data, "expected a folder") { $0 }
        adminToken = try values.optional(.adminToken, "expected 16 characters or more") {
            $0.count >= 16 ? $0 : nil
        }
        identity = try Identity(values)
        publicURL = try values.optional(.publicURL, "expected an http:// or https:// address", Self.httpURL)
        trustedProxies = try values.required(.trustedProxies, "expected addresses with commas between") { text in
            Set(text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) })
        }
        hasRateLimits = try values.required(.rateLimits, "expected on or off", Self.onOff)
        // Telegram takes no larger ones from bots.
        largestFile = try values.required(.maxFileMB, "expected a number from 1 to 50") { text in
            Int(text).flatMap { 1...50 ~= $0 ? $0 << 20 : nil }
        }
        largestStaffFile = try values.required(.maxStaffFileMB, "expected a number from 1 to 10000") { text in
            Int(text).flatMap { 1...10_000 ~= $0 ? $0 << 20 : nil }
        }
        loops = try values.optional(.loops, "expected a number from 1 to 64") { text in
            Int(text).flatMap { 1...64 ~= $0 ? $0 : nil }
        }
        isDemo = try values.required(.demo, "expected true or false", Self.trueFalse)
        logFormat = try values.required(.logFormat, "expected text or json", LogFormat.init(rawValue:))
        isLogging = try values.required(.logging, "expected true or false", Self.trueFalse)
        tickets = try Self.tickets(values)
        botAPI = BotAPI(
            url: try values.required(.apiURL, "expected an http:// or https:// address", Self.httpURL),
            proxy: try values.optional(.proxy, ProxyAddress.expected, ProxyAddress.init),
            filesFolder: try values.optional(.filesFolder, "expected a folder, by its absolute path, and not /") {
                $0.hasPrefix("/") && $0.contains { $0 != "/" } ? $0 : nil
            })
        telegram = try Self.telegram(values)
    }

    private static func tickets(_ values: Values) throws -> TicketPolicy {
        func number(_ range: ClosedRange<Int>) -> (String) -> Int? {
            { text in Int(text).flatMap { range ~= $0 ? $0 : nil } }
        }
        var policy = TicketPolicy()
        let seconds = try values.required(.archiveAfter, "expected seconds, 1 to 31536000", number(1...31_536_000))
        let hours = try values.required(.reopenHours, "expected hours, 0 to 87600", number(0...87_600))
        policy.archiveAfter = .seconds(seconds)
        policy.reopenWithin = .seconds(hours * 3600)
        return policy
    }

    private static func telegram(_ values: Values) throws -> Telegram? {
        let token = try values.optional(.botToken, BotToken.expected, BotToken.init)
        let chat = try values.optional(
            .supportChat, "expected a group's chat id, a negative number such as -1001234567890"
        ) { text in Int64(text).flatMap { $0 < 0 ? $0 : nil } }
        guard token != nil || chat != nil else { return nil }
        guard let token else {
            throw ConfigurationError.missing(.botToken, reason: "TELEGRAM_SUPPORT_CHAT_ID is set, so it is needed too")
        }
        return Telegram(
            botToken: token,
            moreBots: (try values.optional(.moreBots, "expected tokens with commas between", botTokens) ?? [])
                .filter { $0 != token },
            perMinute: try values.required(.perMinute, "expected a number from 1 to 100000, or off", perMinute),
            takesAnonymous: try values.required(.anonymousAdmins, "expected on or off", onOff),
            hasBoard: try values.required(.board, "expected on or off", onOff),
            remindAfter: try values.required(
                .remindAfter, "expected minutes from 1 to 10080, or off", remindAfter),
            supportChat: chat,
            updates: try values.required(.updates, "expected poll, webhook or off", Updates.init(rawValue:)),
            webhookSecret: try values.optional(
                .webhookSecret, "expected 1 to 256 of A-Z a-z 0-9 _ - (what Telegram allows)", webhookSecret))
    }

    /// - Returns: Nil if one of them is no token.
    private static func botTokens(_ text: String) -> [BotToken]? {
        let texts = text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
        let tokens = texts.compactMap(BotToken.init)
        // Two workers with one bot would spend its budget twice.
        return tokens.count == texts.count && Set(tokens.map(\.botID)).count == tokens.count ? tokens : nil
    }

    private static func perMinute(_ text: String) -> Int?? {
        if text == "off" { return .some(nil) }
        guard let count = Int(text), 1...100_000 ~= count else { return nil }
        return .some(count)
    }

    private static func remindAfter(_ text: String) -> Duration?? {
        if text == "off" { return .some(nil) }
        guard let minutes = Int(text), 1...10_080 ~= minutes else { return nil }
        return .seconds(60 * minutes)
    }

    static func address(_ text: String) -> (String, UInt16)? {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : (String(host), port)
    }

    static func onOff(_ text: String) -> Bool? {
        switch text {
        case "on": true
        case "off": false
        default: nil
        }
    }

    private static func trueFalse(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "yes", "on": true
        case "false", "0", "no", "off": false
        default: nil
        }
    }

    private static func webhookSecret(_ text: String) -> String? {
        let isLegal = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        return isLegal && 1...256 ~= text.utf8.count ? text : nil
    }

    private static func httpURL(_ text: String) -> String? {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix), text.count > scheme.count else {
            return nil
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}

/// Turns texts into values, and what can't be turned into an error that names the setting.
struct Values {
    let sources: SettingSources

    func optional<Value>(_ setting: Setting, _ expected: String, _ parse: (String) -> Value?) throws -> Value? {
        guard let given = sources[setting] else { return nil }
        guard let value = parse(given.text) else {
            // A secret is not repeated: the line may end up in a log.
            let found = setting.isSecret ? "" : ", found “\(given.text)”"
            throw ConfigurationError.invalid(setting, source: given.source, reason: expected + found)
        }
        return value
    }

    func required<Value>(_ setting: Setting, _ expected: String, _ parse: (String) -> Value?) throws -> Value {
        guard let value = try optional(setting, expected, parse) else {
            throw ConfigurationError.missing(setting, reason: expected)
        }
        return value
    }
}
