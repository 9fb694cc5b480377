import Glibc

/// The values given, from the strongest source to the weakest: flags, environment, file.
struct SettingSources {
    struct Value: Equatable {
        let text: String
        /// Where it was said, for error messages.
        let source: String
    }

    private var sources: [[Setting: Value]]

    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - environment: Names that begin with `OTVET_` and are no settings are refused: a misspelt setting that is
    ///     silently ignored is the worst kind of wrong.
    ///   - file: Path of a file of `NAME=VALUE` lines, or nil.
    init(flags: [Setting: String], environment: [String: String], file: String?) throws {
        for name in environment.keys.sorted()
        where name.hasPrefix("OTVET_") && name != "OTVET_CONFIG" && Setting(rawValue: name) == nil {
            throw ConfigurationError.unknown(name: name, source: "the environment")
        }
        let fromFlags = flags.map { ($0.key, Value(text: $0.value, source: "the command line")) }
        let fromEnvironment = Setting.allCases.compactMap { setting in
            environment[setting.rawValue].map { (setting, Value(text: $0, source: "the environment")) }
        }
        sources = [
            Dictionary(uniqueKeysWithValues: fromFlags), Dictionary(uniqueKeysWithValues: fromEnvironment),
            try file.map(Self.read) ?? [:],
        ]
    }

    /// The strongest value, or the default; an empty one counts as not given.
    subscript(_ setting: Setting) -> Value? {
        let given = sources.lazy.compactMap { $0[setting] }.first { !$0.text.isEmpty }
        return given ?? setting.defaultValue.map { Value(text: $0, source: "the default") }
    }

    /// Reads lines as systemd's EnvironmentFile has them: `#` begins a comment line, values may stand in quotes.
    private static func read(_ path: String) throws -> [Setting: Value] {
        guard let file = fopen(path, "re") else {
            throw ConfigurationError.unreadableFile(path: path, reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        var values: [Setting: Value] = [:]
        var number = 0
        while let line = readLine(of: file) {
            number += 1
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw ConfigurationError.malformedLine(number: number, file: path)
            }
            let name = String(trimmed(line[..<equals]))
            guard let setting = Setting(rawValue: name) else {
                throw ConfigurationError.unknown(name: name, source: "\(path), line \(number)")
            }
            let text = unquoted(trimmed(line[line.index(after: equals)...]))
            values[setting] = Value(text: String(text), source: "\(path), line \(number)")
        }
        return values
    }

    private static func readLine(of file: UnsafeMutablePointer<FILE>) -> Substring? {
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        let count = getline(&line, &capacity, file)
        guard count >= 0, let line else { return nil }
        return trimmed(String(cString: line)[...])
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private static func unquoted(_ text: Substring) -> Substring {
        guard text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else {
            return text
        }
        return text.dropFirst().dropLast()
    }
}
