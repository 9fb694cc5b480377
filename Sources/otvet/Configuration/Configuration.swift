import Desk
import Domain
import HTTPEngine
import Logging
import WebAPI
import Words

/// The checked settings of the program.
struct Configuration: Equatable {
    /// How updates from Telegram, and so the staff's answers, come in.
    enum Updates: String, CaseIterable {
        /// By polling, until a webhook is set through this program.
        case auto
        case poll, webhook, off
    }
    enum LogFormat: String, CaseIterable { case text, json }

    /// Where a server listens.
    struct Place: Equatable {
        var host: String
        var port: UInt16
    }

    struct Telegram: Equatable {
        var botToken: BotToken
        /// The other bots in the group. Only the first bot receives what staff write.
        var moreBots: [BotToken]
        /// The calls that each bot may make in the group in any minute; nil means no limit.
        var perMinute: Int?
        /// Whether somebody who writes in the group's own name counts as staff.
        var takesAnonymous: Bool
        /// Whether a post in General says who waits.
        var hasBoard: Bool
        /// When staff are reminded of waiting visitors; nil means never.
        var remindAfter: Duration?
        /// Whether visitors' e-mail addresses, phone numbers and card numbers are dots in the group.
        var hidesContacts: Bool
        /// The group's chat id. Nil if it is the group that `otvet telegram connect` has found.
        var supportChat: Int64?
        var updates: Updates
        var webhookSecret: String?
    }

    var host: String
    var port: UInt16
    var dataFolder: String
    var adminToken: String?
    var identity: Identity
    /// The program's public address.
    var publicURL: PublicURL?
    /// Nil if the program leaves TLS to a proxy.
    var tls: TLSFiles?
    var trustedProxies: [IPNetwork]
    var maxConnections: Int
    var maxConnectionsPerClient: Int
    /// In bytes.
    var maxHeld: Int
    var hasRateLimits: Bool
    /// Nil means all.
    var allowedOrigins: Set<String>?
    var challenge: ChallengeMode
    var largestFile: Int
    var largestStaffFile: Int
    var files: FileBudget
    var retention: RetentionPolicy
    var loops: Int?
    var isDemo: Bool
    /// The folder of the pages; nil for the embedded ones.
    var webFolder: String?
    var logFormat: LogFormat
    /// From which level on lines are logged.
    var logLevel: Logger.Level
    /// Where the metrics are for everybody who reaches it; nil for nowhere.
    var metrics: Place?
    /// How long it is kept what staff have done.
    var auditLifetime: Duration
    var tickets: TicketPolicy
    /// The language of what staff read in Telegram.
    var language: TeamLanguage
    var botAPI: BotAPI
    var telegram: Telegram?
    /// Nil if visitors who left get no mail.
    var mail: MailSettings?
    /// What is unusual about the settings and the environment.
    var warnings: [ConfigurationWarning]

    init(_ sources: SettingSources) throws {
        let values = Values(sources: sources)
        warnings = sources.warnings
        (host, port) = try values.required(.listen, "expected HOST:PORT, such as 127.0.0.1:8080", Self.address)
        dataFolder = try values.required(
            .data, "expected a folder by its plain path, without quotes, a comment, ~ or a variable", Self.folder)
        // The key has to fit into one header field as one word.
        adminToken = try values.optional(.adminToken, "expected 16 characters or more, without white space") {
            $0.count >= 16 && !$0.contains(where: \.isWhitespace) ? $0 : nil
        }
        identity = try Identity(values)
        publicURL = try values.optional(.publicURL, PublicURL.expected, PublicURL.init)
        tls = try TLSFiles(values)
        trustedProxies = try Self.proxies(values)
        maxConnections = try values.required(
            .maxConnections, "expected a number from 100 to 1000000", Self.number(100...1_000_000))
        maxConnectionsPerClient = try values.required(
            .maxConnectionsPerClient, "expected a number from 10 to 1000000", Self.number(10...1_000_000))
        maxHeld =
            try values.required(.maxHeldMB, "expected a number from 16 to 100000", Self.number(16...100_000)) << 20
        hasRateLimits = try values.required(.rateLimits, "expected on or off", Self.onOff)
        allowedOrigins = try values.optional(
            .allowedOrigins,
            "expected origins such as https://shop.example, with commas between, and hosts with other letters as xn--…",
            Self.origins)
        challenge = try values.required(.challenge, "expected auto, on or off", ChallengeMode.init(rawValue:))
        // Telegram accepts no larger files from bots.
        largestFile = try values.required(.maxFileMB, "expected a number from 1 to 50") { text in
            Int(text).flatMap { 1...50 ~= $0 ? $0 << 20 : nil }
        }
        largestStaffFile = try values.required(.maxStaffFileMB, "expected a number from 1 to 10000") { text in
            Int(text).flatMap { 1...10_000 ~= $0 ? $0 << 20 : nil }
        }
        files = try Self.files(values)
        retention = try Self.retention(values)
        loops = try values.optional(.loops, "expected a number from 1 to 64") { text in
            Int(text).flatMap { 1...64 ~= $0 ? $0 : nil }
        }
        isDemo = try values.required(.demo, "expected true or false", Self.trueFalse)
        webFolder = try Self.webFolder(values)
        logFormat = try values.required(.logFormat, "expected text or json", LogFormat.init(rawValue:))
        let isLogging = try values.required(.logging, "expected true or false", Self.trueFalse)
        logLevel =
            try values.optional(
                .logLevel, "expected trace, debug, info, notice, warning, error or critical",
                Logger.Level.init(rawValue:))
            ?? (isLogging ? .info : .warning)
        metrics = try values.optional(.metricsListen, "expected HOST:PORT, such as 127.0.0.1:9464") { text in
            Self.address(text).map(Place.init)
        }
        auditLifetime = .seconds(
            86_400 * (try values.required(.keepAudit, "expected days, from 1 to 36500", Self.number(1...36_500))))
        tickets = try Self.tickets(values)
        language = try values.required(.language, "expected en or ru", TeamLanguage.init(rawValue:))
        botAPI = try BotAPI(values)
        telegram = try Self.telegram(values)
        mail = try MailSettings(values, publicURL: publicURL)
        warnings += botAPI.warnings
        if identity.takesUnsigned {
            warnings.append(.risky("OTVET_IDENTITY_UNSIGNED is on: anybody can be anybody"))
        }
        if tls != nil, let publicURL, publicURL.origin.hasPrefix("http:") {
            warnings.append(.risky("OTVET_PUBLIC_URL is \(publicURL.text), and the port speaks HTTPS only"))
        }
        if !hasRateLimits { warnings.append(.risky("OTVET_RATE_LIMITS is off")) }
    }

    static func number(_ range: ClosedRange<Int>) -> (String) -> Int? {
        { text in Int(text).flatMap { range ~= $0 ? $0 : nil } }
    }

    private static func proxies(_ values: Values) throws -> [IPNetwork] {
        guard let given = values.sources[.trustedProxies], given.text != "none" else { return [] }
        return try given.text.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let item = item.filter { !$0.isWhitespace }
            guard let network = IPNetwork(item) else {
                throw ConfigurationError.invalid(
                    .trustedProxies, source: given.source,
                    reason: "expected addresses or networks (10.0.0.0/8, 2001:db8::/32) with commas between, or none; "
                        + "found “\(item)”")
            }
            return network
        }
    }

    private static func files(_ values: Values) throws -> FileBudget {
        func bytes(_ setting: Setting, from least: Int, shift: Int) throws -> Int {
            try values.required(setting, "expected a number from \(least) to 1000000") { text in
                Int(text).flatMap { least...1_000_000 ~= $0 ? $0 << shift : nil }
            }
        }
        var budget = FileBudget()
        budget.ofUser = try bytes(.maxUserFilesMB, from: 1, shift: 20)
        budget.inTotal = try bytes(.maxFilesGB, from: 1, shift: 30)
        budget.floor = try bytes(.minFreeMB, from: 0, shift: 20)
        return budget
    }

    private static func retention(_ values: Values) throws -> RetentionPolicy {
        func days(_ setting: Setting) throws -> Int? {
            try values.required(setting, "expected days, from 1 to 36500, or off") { text -> Int?? in
                text == "off" ? .some(nil) : number(1...36_500)(text).map { .some($0) }
            }
        }
        var policy = RetentionPolicy()
        policy.closedTickets = try days(.keepClosed)
        policy.files = try days(.keepFiles)
        // Telegram repeats an update for a day, and what is known of it is not taken twice.
        policy.updates = try values.required(.keepUpdates, "expected days, from 2 to 365", number(2...365))
        policy.events = try days(.keepEvents)
        return policy
    }

    /// Nil for what a shell or another program's settings would have taken away, and which nobody means as a name: such a
    /// folder would be made, and be empty.
    static func folder(_ path: String) -> String? {
        let quotes: Set<Character?> = ["\"", "'"]
        let isQuoted = quotes.contains(path.first) || quotes.contains(path.last)
        return isQuoted || path.contains(" ;") || path.hasPrefix("~") || path.hasPrefix("$") ? nil : path
    }

    /// In the form in which browsers send them: without a path and a usual port, in small letters.
    private static func origins(_ text: String) -> Set<String>? {
        var origins: Set<String> = []
        for item in text.split(separator: ",") {
            let item = String(item.filter { !$0.isWhitespace })
            guard let url = PublicURL(item), url.text == url.origin else { return nil }
            origins.insert(url.origin)
        }
        return origins.isEmpty ? nil : origins
    }

    private static func tickets(_ values: Values) throws -> TicketPolicy {
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
            moreBots: try moreBots(values, besides: token),
            perMinute: try values.required(.perMinute, "expected a number from 1 to 100000, or off", perMinute),
            takesAnonymous: try values.required(.anonymousAdmins, "expected on or off", onOff),
            hasBoard: try values.required(.board, "expected on or off", onOff),
            remindAfter: try values.required(
                .remindAfter, "expected minutes from 1 to 10080, or off", remindAfter),
            hidesContacts: try values.required(.hidesContacts, "expected on or off", onOff),
            supportChat: chat,
            updates: try values.required(.updates, "expected auto, poll, webhook or off", Updates.init(rawValue:)),
            webhookSecret: try values.optional(
                .webhookSecret, "expected 1 to 256 of A-Z a-z 0-9 _ - (what Telegram allows)", webhookSecret))
    }

    private static func moreBots(_ values: Values, besides first: BotToken) throws -> [BotToken] {
        let tokens = try values.optional(.moreBots, "expected tokens with commas between") { text in
            let texts = text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
            let tokens = texts.compactMap(BotToken.init)
            return tokens.count == texts.count ? tokens : nil
        }
        guard let tokens else { return [] }
        // Two workers with the same bot would spend its budget twice.
        var known: Set<Int64> = [first.botID]
        for bot in tokens.map(\.botID) where !known.insert(bot).inserted {
            throw ConfigurationError.invalid(
                .moreBots, source: values.sources[.moreBots]?.source ?? "",
                reason: "bot \(bot) is named twice, here or in TELEGRAM_BOT_TOKEN: name each bot once")
        }
        return tokens
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
}

/// Converts texts to values. If a text can't be converted, the error names the setting.
struct Values {
    let sources: SettingSources

    func optional<Value>(_ setting: Setting, _ expected: String, _ parse: (String) -> Value?) throws -> Value? {
        guard let given = sources[setting] else { return nil }
        guard let value = parse(given.text) else {
            // The error does not repeat a secret, because the line may end up in a log.
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
