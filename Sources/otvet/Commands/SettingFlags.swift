import ArgumentParser

/// The flags of all commands that serve or examine a server: the configuration file, and
/// each setting that is not secret.
struct SettingFlags: SettingSource {
    @OptionGroup var folder: FolderFlags

    @Option(help: ArgumentHelp(Setting.listen.help, valueName: "host:port"))
    var listen: String?

    @Option(help: ArgumentHelp(Setting.jwks.help, valueName: "file|url"))
    var jwks: String?

    @Option(help: ArgumentHelp(Setting.jwtIssuer.help, valueName: "text"))
    var jwtIssuer: String?

    @Option(help: ArgumentHelp(Setting.jwtAudience.help, valueName: "text"))
    var jwtAudience: String?

    @Option(help: ArgumentHelp(Setting.unsignedIdentity.help, valueName: "on|off"))
    var identityUnsigned: String?

    @Option(help: ArgumentHelp(Setting.publicURL.help, valueName: "url"))
    var publicUrl: String?

    @Option(help: ArgumentHelp(Setting.tlsCertificate.help, valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp(Setting.tlsKey.help, valueName: "file"))
    var tlsKey: String?

    @Option(help: ArgumentHelp(Setting.trustedProxies.help, valueName: "addresses"))
    var trustedProxies: String?

    @Option(help: ArgumentHelp(Setting.allowedOrigins.help, valueName: "origins"))
    var allowedOrigins: String?

    @Option(help: ArgumentHelp(Setting.challenge.help, valueName: "auto|on|off"))
    var challenge: String?

    @Option(help: ArgumentHelp(Setting.maxConnections.help, valueName: "count"))
    var maxConnections: String?

    @Option(help: ArgumentHelp(Setting.maxConnectionsPerClient.help, valueName: "count"))
    var maxConnectionsPerClient: String?

    @Option(help: ArgumentHelp(Setting.maxHeldMB.help, valueName: "count"))
    var maxHeldMb: String?

    @Option(help: ArgumentHelp(Setting.rateLimits.help, valueName: "on|off"))
    var rateLimits: String?

    @Option(help: ArgumentHelp(Setting.loops.help, valueName: "count"))
    var loops: String?

    @Option(help: ArgumentHelp(Setting.demo.help, valueName: "true|false"))
    var demo: String?

    @Option(help: ArgumentHelp(Setting.web.help, valueName: "folder"))
    var web: String?

    @Option(help: ArgumentHelp(Setting.logFormat.help, valueName: "text|json"))
    var logFormat: String?

    @Option(help: ArgumentHelp(Setting.logLevel.help, valueName: "level"))
    var logLevel: String?

    @Option(help: ArgumentHelp(Setting.metricsListen.help, valueName: "host:port"))
    var metricsListen: String?

    @Option(help: ArgumentHelp(Setting.keepAudit.help, valueName: "days"))
    var keepAuditDays: String?

    @Option(help: ArgumentHelp(Setting.maxFileMB.help, valueName: "count"))
    var maxFileMb: String?

    @Option(help: ArgumentHelp(Setting.maxStaffFileMB.help, valueName: "count"))
    var maxStaffFileMb: String?

    @Option(help: ArgumentHelp(Setting.maxUserFilesMB.help, valueName: "count"))
    var maxUserFilesMb: String?

    @Option(help: ArgumentHelp(Setting.maxFilesGB.help, valueName: "count"))
    var maxFilesGb: String?

    @Option(help: ArgumentHelp(Setting.minFreeMB.help, valueName: "count"))
    var minFreeMb: String?

    @Option(help: ArgumentHelp(Setting.keepClosed.help, valueName: "days|off"))
    var keepClosedDays: String?

    @Option(help: ArgumentHelp(Setting.keepFiles.help, valueName: "days|off"))
    var keepFilesDays: String?

    @Option(help: ArgumentHelp(Setting.keepUpdates.help, valueName: "days"))
    var keepUpdatesDays: String?

    @Option(help: ArgumentHelp(Setting.keepEvents.help, valueName: "days|off"))
    var keepEventsDays: String?

    @Option(help: ArgumentHelp(Setting.logging.help, valueName: "true|false"))
    var enableLogging: String?

    // A group's id is negative and must not be taken for a flag.
    @Option(parsing: .unconditional, help: ArgumentHelp(Setting.supportChat.help, valueName: "id"))
    var telegramSupportChatId: String?

    @Option(help: ArgumentHelp(Setting.updates.help, valueName: "auto|poll|webhook|off"))
    var telegramUpdates: String?

    @Option(help: ArgumentHelp(Setting.apiURL.help, valueName: "url"))
    var telegramApiUrl: String?

    @Option(help: ArgumentHelp(Setting.anonymousAdmins.help, valueName: "on|off"))
    var telegramAnonymousAdmins: String?

    @Option(help: ArgumentHelp(Setting.board.help, valueName: "on|off"))
    var telegramBoard: String?

    @Option(help: ArgumentHelp(Setting.remindAfter.help, valueName: "minutes|off"))
    var telegramRemindAfterMinutes: String?

    @Option(help: ArgumentHelp(Setting.hidesContacts.help, valueName: "on|off"))
    var telegramHideContacts: String?

    @Option(help: ArgumentHelp(Setting.language.help, valueName: "en|ru"))
    var telegramLanguage: String?

    @Option(help: ArgumentHelp(Setting.perMinute.help, valueName: "count|off"))
    var telegramMessagesPerMinute: String?

    @Option(help: ArgumentHelp(Setting.filesFolder.help, valueName: "folder"))
    var telegramFilesDir: String?

    @Option(help: ArgumentHelp(Setting.smtpCA.help, valueName: "file"))
    var smtpCa: String?

    @Option(help: ArgumentHelp(Setting.mailFrom.help, valueName: "address"))
    var mailFrom: String?

    @Option(help: ArgumentHelp(Setting.mailAfter.help, valueName: "minutes"))
    var mailAfterMinutes: String?

    @Option(help: ArgumentHelp(Setting.mailReplyTo.help, valueName: "address"))
    var mailReplyTo: String?

    @Option(help: ArgumentHelp(Setting.archiveAfter.help, valueName: "seconds"))
    var archiveAfterSeconds: String?

    @Option(help: ArgumentHelp(Setting.reopenHours.help, valueName: "hours"))
    var reopenHours: String?

    var config: String? { folder.config }

    var values: [Setting: String] {
        let flags: [Setting: String?] = [
            .listen: listen, .jwks: jwks, .jwtIssuer: jwtIssuer, .jwtAudience: jwtAudience,
            .unsignedIdentity: identityUnsigned, .publicURL: publicUrl, .tlsCertificate: tlsCertificate,
            .tlsKey: tlsKey,
            .trustedProxies: trustedProxies,
            .allowedOrigins: allowedOrigins, .challenge: challenge, .rateLimits: rateLimits,
            .maxConnections: maxConnections, .maxConnectionsPerClient: maxConnectionsPerClient,
            .maxHeldMB: maxHeldMb, .maxFileMB: maxFileMb, .maxStaffFileMB: maxStaffFileMb,
            .maxUserFilesMB: maxUserFilesMb, .maxFilesGB: maxFilesGb, .minFreeMB: minFreeMb, .loops: loops,
            .keepClosed: keepClosedDays, .keepFiles: keepFilesDays, .keepUpdates: keepUpdatesDays,
            .keepEvents: keepEventsDays, .keepAudit: keepAuditDays, .demo: demo, .web: web, .logFormat: logFormat,
            .logging: enableLogging, .logLevel: logLevel, .metricsListen: metricsListen,
            .supportChat: telegramSupportChatId, .perMinute: telegramMessagesPerMinute,
            .anonymousAdmins: telegramAnonymousAdmins, .updates: telegramUpdates, .apiURL: telegramApiUrl,
            .filesFolder: telegramFilesDir, .board: telegramBoard, .remindAfter: telegramRemindAfterMinutes,
            .hidesContacts: telegramHideContacts, .language: telegramLanguage, .archiveAfter: archiveAfterSeconds,
            .reopenHours: reopenHours, .smtpCA: smtpCa, .mailFrom: mailFrom, .mailAfter: mailAfterMinutes,
            .mailReplyTo: mailReplyTo,
        ]
        return flags.compactMapValues(\.self).merging(folder.values) { $1 }
    }

    /// The text below the flags in `--help`: every setting by its name.
    static var discussion: String {
        let lines = Setting.allCases.map { setting in
            let defaultValue = setting.defaultValue.map { " Default: \($0)." } ?? ""
            return "  \(setting.rawValue)\n      \(setting.help)\(defaultValue)"
        }
        return """
            Settings come from flags, the environment, or a file (--config or OTVET_CONFIG), in that order. By their \
            names in the environment and in the file:

            \(lines.joined(separator: "\n"))

            A wrong setting ends the program with status 78 and one line that names it.
            """
    }
}
