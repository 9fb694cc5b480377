import ArgumentParser
import Glibc

/// The flags of every command that serves, or looks at what serves: one for each setting that is no secret, and the configuration file.
struct SettingFlags: ParsableArguments {
    @Option(help: ArgumentHelp(Setting.listen.help, valueName: "host:port"))
    var listen: String?

    @Option(help: ArgumentHelp(Setting.data.help, valueName: "folder"))
    var data: String?

    @Option(help: "A file of NAME=VALUE lines. Flags and the environment are stronger.")
    var config: String?

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

    @Option(help: ArgumentHelp(Setting.trustedProxies.help, valueName: "addresses"))
    var trustedProxies: String?

    @Option(help: ArgumentHelp(Setting.rateLimits.help, valueName: "on|off"))
    var rateLimits: String?

    @Option(help: ArgumentHelp(Setting.loops.help, valueName: "count"))
    var loops: String?

    @Option(help: ArgumentHelp(Setting.demo.help, valueName: "true|false"))
    var demo: String?

    @Option(help: ArgumentHelp(Setting.logFormat.help, valueName: "text|json"))
    var logFormat: String?

    @Option(help: ArgumentHelp(Setting.maxFileMB.help, valueName: "count"))
    var maxFileMb: String?

    @Option(help: ArgumentHelp(Setting.maxStaffFileMB.help, valueName: "count"))
    var maxStaffFileMb: String?

    @Option(help: ArgumentHelp(Setting.logging.help, valueName: "true|false"))
    var enableLogging: String?

    // A group's id is negative, and must not be taken for a flag.
    @Option(parsing: .unconditional, help: ArgumentHelp(Setting.supportChat.help, valueName: "id"))
    var telegramSupportChatId: String?

    @Option(help: ArgumentHelp(Setting.updates.help, valueName: "poll|webhook|off"))
    var telegramUpdates: String?

    @Option(help: ArgumentHelp(Setting.apiURL.help, valueName: "url"))
    var telegramApiUrl: String?

    @Option(help: ArgumentHelp(Setting.anonymousAdmins.help, valueName: "on|off"))
    var telegramAnonymousAdmins: String?

    @Option(help: ArgumentHelp(Setting.board.help, valueName: "on|off"))
    var telegramBoard: String?

    @Option(help: ArgumentHelp(Setting.remindAfter.help, valueName: "minutes|off"))
    var telegramRemindAfterMinutes: String?

    @Option(help: ArgumentHelp(Setting.perMinute.help, valueName: "count|off"))
    var telegramMessagesPerMinute: String?

    @Option(help: ArgumentHelp(Setting.filesFolder.help, valueName: "folder"))
    var telegramFilesDir: String?

    @Option(help: ArgumentHelp(Setting.archiveAfter.help, valueName: "seconds"))
    var archiveAfterSeconds: String?

    @Option(help: ArgumentHelp(Setting.reopenHours.help, valueName: "hours"))
    var reopenHours: String?

    var values: [Setting: String] {
        let flags: [(Setting, String?)] = [
            (.jwks, jwks), (.jwtIssuer, jwtIssuer), (.jwtAudience, jwtAudience), (.unsignedIdentity, identityUnsigned),
            (.publicURL, publicUrl),
            (.listen, listen), (.data, data), (.trustedProxies, trustedProxies), (.rateLimits, rateLimits),
            (.maxFileMB, maxFileMb), (.maxStaffFileMB, maxStaffFileMb), (.loops, loops), (.demo, demo),
            (.logFormat, logFormat), (.logging, enableLogging),
            (.supportChat, telegramSupportChatId), (.perMinute, telegramMessagesPerMinute),
            (.anonymousAdmins, telegramAnonymousAdmins), (.updates, telegramUpdates),
            (.apiURL, telegramApiUrl),
            (.filesFolder, telegramFilesDir), (.board, telegramBoard), (.remindAfter, telegramRemindAfterMinutes),
            (.archiveAfter, archiveAfterSeconds), (.reopenHours, reopenHours),
        ]
        return Dictionary(uniqueKeysWithValues: flags.compactMap { setting, text in text.map { (setting, $0) } })
    }

    /// What flags, environment and file say. What a command decides by itself is stronger still.
    func sources(overriding: [Setting: String] = [:]) throws -> SettingSources {
        let environment = currentEnvironment()
        let file = config ?? environment["OTVET_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        return try SettingSources(flags: values.merging(overriding) { $1 }, environment: environment, file: file)
    }

    /// The strongest of flags, environment and file, checked.
    func configuration(overriding: [Setting: String] = [:]) throws -> Configuration {
        try Configuration(sources(overriding: overriding))
    }

    /// What `--help` says below the flags: every setting by its name.
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

/// The environment of this process. A name given twice has the value given first, as for getenv(3).
private func currentEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
        let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, variables[String(parts[0])] == nil { variables[String(parts[0])] = String(parts[1]) }
        entry += 1
    }
    return variables
}
