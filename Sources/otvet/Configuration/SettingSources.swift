import Glibc

/// The given values, from the source that takes precedence to the one that yields: flags, environment, file.
struct SettingSources {
    struct Value: Equatable {
        let text: String
        /// Where the value was given, for error messages.
        let source: String
    }

    /// In bytes. No file of settings has a tenth of it; a device has no end.
    private static let largestFile = 1 << 20

    private var sources: [[Setting: Value]]
    /// Warnings about what looks like a setting and is not one.
    let warnings: [ConfigurationWarning]

    /// - Parameters:
    ///   - flags: The values of the command line.
    ///   - environment: Unusual variables become ``warnings``, or an error.
    ///   - file: The path of a file with lines `NAME=VALUE`, or nil.
    init(flags: [Setting: String], environment: [String: String], file: String?) throws {
        let fromFlags = flags.map { ($0.key, Value(text: $0.value.trimmed, source: "the command line")) }
        let fromEnvironment = try Setting.allCases.compactMap { setting in
            try environment[setting.rawValue].map { text in
                try Self.refuseMarks(in: text, of: setting)
                return (setting, Value(text: text.trimmed, source: "the environment"))
            }
        }
        let (fromFile, replaced) = try file.map(Self.read) ?? ([:], [])
        sources = [
            Dictionary(uniqueKeysWithValues: fromFlags), Dictionary(uniqueKeysWithValues: fromEnvironment), fromFile,
        ]
        warnings = try ConfigurationWarning.all(in: environment) + (replaced.isEmpty ? [] : [.replaced(replaced)])
    }

    /// The value that takes precedence, or the default. An empty value counts as not given. White space at both ends is
    /// removed, because a file with a secret that was written with `echo` ends with a line break.
    subscript(_ setting: Setting) -> Value? {
        let given = sources.lazy.compactMap { $0[setting] }.first { !$0.text.isEmpty }
        return given ?? setting.defaultValue.map { Value(text: $0, source: "the default") }
    }

    /// Whether a value was given, be it the default.
    func isGiven(_ setting: Setting) -> Bool {
        sources.contains { $0[setting].map { !$0.text.isEmpty } ?? false }
    }

    /// Refuses comments and quotes in an environment variable. Programs that read the environment from a file, such as
    /// `docker run --env-file`, take them as part of the value, which nobody means. Secrets may contain them.
    private static func refuseMarks(in text: String, of setting: Setting) throws {
        guard !setting.isSecret else { return }
        let isQuoted = text.count >= 2 && text.first == text.last && (text.first == "\"" || text.first == "'")
        guard isQuoted || commentStart(in: text[...]) != nil else { return }
        throw ConfigurationError.invalid(
            setting, source: "the environment",
            reason: "a comment or quotes have become a part of the value, found “\(text)”: leave them away there")
    }

    /// Reads lines `NAME=VALUE`. `#` begins a comment at the start of a line or after a space.
    /// A value in quotes may contain it.
    private static func read(_ path: String) throws -> (values: [Setting: Value], replaced: [String]) {
        var values: [Setting: Value] = [:]
        var replaced: [String] = []
        var number = 0
        let ends: Set<Character> = ["\n", "\r\n", "\r"]
        for line in try text(of: path).split(omittingEmptySubsequences: false, whereSeparator: ends.contains) {
            number += 1
            let line = String(line).trimmed
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw ConfigurationError.malformedLine(number: number, file: path)
            }
            let name = String(line[..<equals]).trimmed
            guard let setting = Setting(rawValue: name) else {
                guard !ConfigurationWarning.isReplaced(name) else {
                    replaced.append(name)
                    continue
                }
                throw ConfigurationError.unknown(name: name, source: "\(path), line \(number)")
            }
            guard let text = value(line[line.index(after: equals)...]) else {
                throw ConfigurationError.malformedQuotes(number: number, file: path)
            }
            values[setting] = Value(text: String(text).trimmed, source: "\(path), line \(number)")
        }
        return (values, replaced)
    }

    /// The text without the mark that some editors put before it (BOM).
    private static func text(of path: String) throws(ConfigurationError) -> String {
        func failure() -> ConfigurationError {
            .unreadableFile(path: path, reason: String(cString: strerror(errno)))
        }
        guard let file = fopen(path, "re") else { throw failure() }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: largestFile + 1)
        let count = fread(&bytes, 1, bytes.count, file)
        guard ferror(file) == 0 else { throw failure() }
        guard count <= largestFile else {
            throw .unreadableFile(path: path, reason: "it has more than \(largestFile) bytes")
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = bytes[..<count].starts(with: mark) ? mark.count : 0
        return String(decoding: bytes[start..<count], as: UTF8.self)
    }

    /// The value without quotes and without a comment behind it. Nil if a quote is not closed, or is followed
    /// by something other than a comment.
    private static func value(_ text: Substring) -> Substring? {
        let start = text.drop { $0.isWhitespace }
        guard let quote = start.first, quote == "\"" || quote == "'" else {
            return commentStart(in: text).map { text[..<$0] } ?? text
        }
        guard let end = start.dropFirst().firstIndex(of: quote) else { return nil }
        let rest = start[start.index(after: end)...]
        guard (commentStart(in: rest).map { rest[..<$0] } ?? rest).allSatisfy(\.isWhitespace) else { return nil }
        return start[..<end].dropFirst()
    }

    /// The position of the first `#` after a space.
    private static func commentStart(in text: Substring) -> Substring.Index? {
        text.indices.first { index in
            text[index] == "#" && index > text.startIndex && text[text.index(before: index)].isWhitespace
        }
    }
}

extension String {
    /// The text without white space and line breaks at both ends.
    fileprivate var trimmed: String {
        var text = self[...].drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
