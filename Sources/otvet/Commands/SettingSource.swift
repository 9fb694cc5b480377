import ArgumentParser
import Glibc

/// The flags of a command that works with settings.
protocol SettingSource: ParsableArguments {
    /// The settings that are given as flags.
    var values: [Setting: String] { get }
    /// The configuration file that the flags name.
    var config: String? { get }
}

extension SettingSource {
    /// Gives the values as ``sources(overriding:)`` does, each time as the file says then.
    func reader(overriding: [Setting: String] = [:]) -> @Sendable () throws -> SettingSources {
        let flags = values.merging(overriding) { $1 }
        let environment = currentEnvironment()
        let file = config ?? environment["OTVET_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        return { try SettingSources(flags: flags, environment: environment, file: file) }
    }

    /// The values from flags, environment and file. What the command itself decides takes precedence over all of them.
    func sources(overriding: [Setting: String] = [:]) throws -> SettingSources {
        try reader(overriding: overriding)()
    }

    /// The configuration from these values, checked.
    func configuration(overriding: [Setting: String] = [:]) throws -> Configuration {
        try Configuration(sources(overriding: overriding))
    }
}

/// The flags of a command that only needs to find the data.
struct FolderFlags: SettingSource {
    @Option(help: ArgumentHelp(Setting.data.help, valueName: "folder"))
    var data: String?

    @Option(help: "A file of NAME=VALUE lines. Flags and the environment are stronger.")
    var config: String?

    var values: [Setting: String] { data.map { [.data: $0] } ?? [:] }
}

/// The flags of a command that prints a link to the panel.
struct LinkFlags: SettingSource {
    @OptionGroup var folder: FolderFlags

    @Option(help: ArgumentHelp(Setting.publicURL.help, valueName: "url"))
    var publicUrl: String?

    var config: String? { folder.config }

    var values: [Setting: String] {
        folder.values.merging(publicUrl.map { [.publicURL: $0] } ?? [:]) { $1 }
    }
}

/// The environment of this process. If a name is given twice, its first value counts, as with getenv(3).
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
