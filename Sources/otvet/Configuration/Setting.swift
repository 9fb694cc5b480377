import Words

/// All settings, by their names in the environment and in the configuration file.
///
/// A setting that is not secret has a flag too: `OTVET_LISTEN` is `--listen`,
/// `TELEGRAM_API_URL` is `--telegram-api-url`.
/// Secrets have no flag, because every user of a machine can read the flags of its processes.
enum Setting: String, CaseIterable {
    case listen = "OTVET_LISTEN"
    case data = "OTVET_DATA"
    case adminToken = "OTVET_ADMIN_TOKEN"
    case jwtSecret = "OTVET_JWT_SECRET"
    case jwks = "OTVET_JWKS"
    case jwtIssuer = "OTVET_JWT_ISSUER"
    case jwtAudience = "OTVET_JWT_AUDIENCE"
    case unsignedIdentity = "OTVET_IDENTITY_UNSIGNED"
    case publicURL = "OTVET_PUBLIC_URL"
    case tlsCertificate = "OTVET_TLS_CERTIFICATE"
    case tlsKey = "OTVET_TLS_KEY"
    case trustedProxies = "OTVET_TRUSTED_PROXIES"
    case maxConnections = "OTVET_MAX_CONNECTIONS"
    case maxConnectionsPerClient = "OTVET_MAX_CONNECTIONS_PER_CLIENT"
    case maxHeldMB = "OTVET_MAX_HELD_MB"
    case rateLimits = "OTVET_RATE_LIMITS"
    case allowedOrigins = "OTVET_ALLOWED_ORIGINS"
    case challenge = "OTVET_CHALLENGE"
    case maxFileMB = "OTVET_MAX_FILE_MB"
    case maxStaffFileMB = "OTVET_MAX_STAFF_FILE_MB"
    case maxUserFilesMB = "OTVET_MAX_USER_FILES_MB"
    case maxFilesGB = "OTVET_MAX_FILES_GB"
    case minFreeMB = "OTVET_MIN_FREE_MB"
    case keepClosed = "OTVET_KEEP_CLOSED_DAYS"
    case keepFiles = "OTVET_KEEP_FILES_DAYS"
    case keepUpdates = "OTVET_KEEP_UPDATES_DAYS"
    case keepEvents = "OTVET_KEEP_EVENTS_DAYS"
    case loops = "OTVET_LOOPS"
    case demo = "OTVET_DEMO"
    case web = "OTVET_WEB"
    case logFormat = "OTVET_LOG_FORMAT"
    case logLevel = "OTVET_LOG_LEVEL"
    case logging = "ENABLE_LOGGING"
    case metricsListen = "OTVET_METRICS_LISTEN"
    case keepAudit = "OTVET_KEEP_AUDIT_DAYS"
    case botToken = "TELEGRAM_BOT_TOKEN"
    case supportChat = "TELEGRAM_SUPPORT_CHAT_ID"
    case updates = "TELEGRAM_UPDATES"
    case webhookSecret = "TELEGRAM_WEBHOOK_SECRET"
    case apiURL = "TELEGRAM_API_URL"
    case proxy = "TELEGRAM_PROXY"
    case moreBots = "TELEGRAM_BOT_TOKENS"
    case perMinute = "TELEGRAM_MESSAGES_PER_MINUTE"
    case anonymousAdmins = "TELEGRAM_ANONYMOUS_ADMINS"
    case board = "TELEGRAM_BOARD"
    case remindAfter = "TELEGRAM_REMIND_AFTER_MINUTES"
    case hidesContacts = "TELEGRAM_HIDE_CONTACTS"
    case language = "TELEGRAM_LANGUAGE"
    case filesFolder = "TELEGRAM_FILES_DIR"
    case smtpURL = "OTVET_SMTP_URL"
    case smtpCA = "OTVET_SMTP_CA"
    case mailFrom = "OTVET_MAIL_FROM"
    case mailAfter = "OTVET_MAIL_AFTER_MINUTES"
    case mailReplyTo = "OTVET_MAIL_REPLY_TO"
    case archiveAfter = "OTVET_ARCHIVE_AFTER_SECONDS"
    case reopenHours = "OTVET_REOPEN_HOURS"

    /// The value if none is given.
    var defaultValue: String? {
        switch self {
        case .listen: "127.0.0.1:8080"
        case .data: "data"
        case .trustedProxies: "127.0.0.1,::1"
        case .maxConnections: "20000"
        case .maxConnectionsPerClient: "2000"
        case .maxHeldMB: "256"
        case .rateLimits: "on"
        case .challenge: "auto"
        case .maxFileMB: "5"
        case .maxStaffFileMB: "200"
        case .maxUserFilesMB: "500"
        case .maxFilesGB: "20"
        case .minFreeMB: "512"
        case .keepClosed, .keepFiles, .keepEvents: "off"
        case .keepUpdates: "7"
        case .unsignedIdentity, .hidesContacts: "off"
        case .logFormat: "text"
        case .logging, .demo: "false"
        case .keepAudit: "400"
        case .updates: "auto"
        case .perMinute: "20"
        case .anonymousAdmins, .board: "on"
        case .remindAfter: "15"
        case .language: TeamLanguage.english.rawValue
        case .mailAfter: "15"
        case .archiveAfter: "60"
        case .reopenHours: "72"
        case .apiURL: "https://api.telegram.org"
        case .jwtSecret, .jwks, .jwtIssuer, .jwtAudience, .publicURL, .tlsCertificate, .tlsKey, .allowedOrigins: nil
        case .logLevel, .metricsListen, .smtpURL, .smtpCA, .mailFrom, .mailReplyTo: nil
        case .adminToken, .loops, .web, .botToken, .supportChat, .webhookSecret, .proxy, .moreBots, .filesFolder: nil
        }
    }

    var isSecret: Bool {
        switch self {
        // A proxy's address may contain a password.
        case .adminToken, .jwtSecret, .botToken, .webhookSecret, .proxy, .moreBots, .smtpURL: true
        default: false
        }
    }

    /// Whether SIGHUP makes a changed value take effect. Every other setting needs a restart.
    var changesOnReload: Bool {
        switch self {
        case .tlsCertificate, .tlsKey, .trustedProxies, .allowedOrigins, .challenge, .adminToken: true
        case .jwtSecret, .jwks, .jwtIssuer, .jwtAudience, .unsignedIdentity: true
        case .logFormat, .logging, .logLevel: true
        default: false
        }
    }

    var help: String {
        switch self {
        case .listen: "Address and port to listen on; port 0 takes a free one. Not used if systemd passes a socket."
        case .data: "The data folder: database and files. Made if it does not exist."
        case .adminToken: "The operator's bearer key for the staff's API, 16 characters or more without white space."
        case .jwtSecret: "What the host site signs its visitors' tokens with by HS256, 32 characters or more."
        case .jwks: "The host site's keys for RS256 and ES256: a JSON Web Key Set as a file or an https:// address."
        case .jwtIssuer: "What iss in those tokens has to be. Default: not looked at."
        case .jwtAudience: "What aud in those tokens has to be or hold. Default: not looked at."
        case .unsignedIdentity: "on believes unsigned tokens too, while a site is being built; anybody can make them."
        case .publicURL:
            "Where the world reaches Otvet, such as https://desk.example.com, or below a path that the proxy takes away."
        case .tlsCertificate:
            "A certificate and those that lead to its root, as a PEM file, to speak HTTPS without a proxy."
        case .tlsKey: "The certificate's private key, as a PEM file without a passphrase."
        case .trustedProxies:
            "Addresses or networks of reverse proxies whose X-Forwarded-For is believed, with commas between, or none."
        case .allowedOrigins:
            "Sites whose pages may use the chat, such as https://shop.example, with commas between. Default: all."
        case .challenge:
            "auto lets new visitors' browsers do some work first while very many come; on always, off never."
        case .maxConnections: "Open connections, from 100 to 1000000; three quarters of them may be live channels."
        case .maxConnectionsPerClient:
            "Open connections of one client, an IPv4 address or IPv6 /64, from 10 to 1000000."
        case .maxHeldMB:
            "Megabytes (MiB) of memory for what waits for slow clients, from 16 to 100000; one client has an eighth."
        case .rateLimits: "on, or off for load tests: then one client may have all connections and memory too."
        case .maxFileMB: "Megabytes (MiB) of the largest file that a visitor may send, from 1 to 50."
        case .maxStaffFileMB:
            "Megabytes (MiB) of the largest file that staff may bring where Telegram stops at 20, from 1 to 10000."
        case .maxUserFilesMB: "Megabytes (MiB) of all the files that one visitor may send, from 1 to 1000000."
        case .maxFilesGB: "Gigabytes (GiB) of all files together past which visitors send no more, from 1 to 1000000."
        case .minFreeMB:
            "Megabytes (MiB) of the disk that stay free of files, so that messages go on, from 0 to 1000000."
        case .keepClosed:
            "Days after which a closed ticket is removed, with its messages, files and topic, from 1 to 36500; or off."
        case .keepFiles: "Days after which the contents of files that were sent are removed, from 1 to 36500; or off."
        case .keepUpdates: "Days for which updates are kept as Telegram sent them, from 2 to 365."
        case .keepEvents: "Days after which events that only tell of changes are removed, from 1 to 36500; or off."
        case .loops: "Event loops, from 1 to 64. Default: one less than there are cores, and one at least."
        case .demo: "true shows a shop with the widget at /."
        case .web:
            "A folder of pages to serve as they are on the disk, such as Sources/Assets/Web, while one works on them."
        case .logFormat: "text or json."
        case .logging: "true logs what happens; false logs errors and warnings only."
        case .logLevel:
            "From which level on is logged: trace, debug, info, notice, warning, error or critical. Default: by ENABLE_LOGGING."
        case .metricsListen:
            "Address and port of /metrics for whoever reaches it, such as 127.0.0.1:9464. Default: only with a key of the staff."
        case .keepAudit: "Days for which it is kept what staff have done, from 1 to 36500."
        case .botToken: "The bot's token from @BotFather. Without it Telegram is off."
        case .supportChat:
            "The chat id of the support group, such as -1001234567890. `otvet telegram connect` finds it."
        case .moreBots: "Tokens of further bots in the group, with commas between; conversations are spread over them."
        case .anonymousAdmins: "on takes what is written in the group's own name for the team's; off ignores it."
        case .board: "on keeps a pinned post in General that says who waits for an answer; off keeps none."
        case .remindAfter: "Minutes after which a topic says that its visitor still waits for an answer, or off."
        case .hidesContacts:
            "on shows visitors' e-mail addresses, phone and card numbers as dots in Telegram; the panel has them whole."
        case .language: "The language of what staff read in Telegram: en or ru."
        case .perMinute: "Calls that each bot may make in the group in any minute, or off."
        case .updates:
            "How staff's answers come in: poll, webhook, off; or auto, which polls until /api/telegram/setup-webhook is called."
        case .webhookSecret: "What Telegram shows with each webhook call. Made and kept in the data folder if not set."
        case .apiURL: "Where the Bot API is: the public one, or your own server's; without /bot and the token."
        case .proxy: "A proxy for calls to Telegram, such as http://proxy:3128 or socks5h://name:password@proxy:1080."
        case .smtpURL:
            "The mail server that takes mail to visitors who left, such as smtp://name:password@mail.example:587. Without it there is none."
        case .smtpCA: "The authorities that certify the mail server, as a PEM file. Default: the system's."
        case .mailFrom: "Who mails are from, such as Shop <help@shop.example>."
        case .mailAfter: "Minutes for which an answer may stay unread before its visitor gets a mail, from 1 to 10080."
        case .mailReplyTo:
            "Where replies to mails go, with * for what tells the conversation, such as reply+*@shop.example. Default: nowhere."
        case .archiveAfter: "Seconds after which a closed ticket is archived, 1 or more."
        case .reopenHours: "A message so many hours after its chat was closed opens it again; a later one a new chat."
        case .filesFolder: "Where the files of your own Bot API server (--local) are on this machine's disk."
        }
    }
}
