import Glibc

/// The values given, from the strongest source to the weakest: flags, environment, file.
struct SettingSources {
    struct Value: Equatable {
        let text: String
        /// Where it was said, for error messages.
        let source: String
    }

    private var sources: [[Setting: Value]]
    /// What looks like a setting and is none.
    let warnings: [ConfigurationWarning]

    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - environment: What is odd about it is kept in ``warnings``, or refused.
    ///   - file: Path of a file of `NAME=VALUE` lines, or nil.
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

    /// The strongest value, or the default; an empty one counts as not given. None has white space at its ends: what
    /// `echo` writes into a file of a secret ends with a line break.
    subscript(_ setting: Setting) -> Value? {
        let given = sources.lazy.compactMap { $0[setting] }.first { !$0.text.isEmpty }
        return given ?? setting.defaultValue.map { Value(text: $0, source: "the default") }
    }

    /// Some programs that set an environment from a file (`docker run --env-file`) take comments and quotes for a part of
    /// the value, which nobody means. What may hold such marks, a secret, is left alone.
    private static func refuseMarks(in text: String, of setting: Setting) throws {
        guard !setting.isSecret else { return }
        let isQuoted = text.count >= 2 && text.first == text.last && (text.first == "\"" || text.first == "'")
        guard isQuoted || commentStart(in: text[...]) != nil else { return }
        throw ConfigurationError.invalid(
            setting, source: "the environment",
            reason: "a comment or quotes have become a part of the value, found “\(text)”: leave them away there")
    }

    /// Reads lines of `NAME=VALUE`. `#` begins a comment, at the start of a line or after a space; a value in quotes may
    /// hold it.
    private static func read(_ path: String) throws -> (values: [Setting: Value], replaced: [String]) {
        guard let file = fopen(path, "re") else {
            throw ConfigurationError.unreadableFile(path: path, reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        var values: [Setting: Value] = [:]
        var replaced: [String] = []
        var number = 0
        while let line = readLine(of: file) {
            number += 1
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

    private static func readLine(of file: UnsafeMutablePointer<FILE>) -> Substring? {
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        let count = getline(&line, &capacity, file)
        guard count >= 0, let line else { return nil }
        return String(cString: line).trimmed[...]
    }

    /// A value without its quotes, and without the comment behind it. Nil if a quote is not closed, or followed by more
    /// than a comment.
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

    /// Where a `#` after a space is.
    private static func commentStart(in text: Substring) -> Substring.Index? {
        text.indices.first { index in
            text[index] == "#" && index > text.startIndex && text[text.index(before: index)].isWhitespace
        }
    }
}

extension String {
    /// Without white space and line breaks at both ends.
    fileprivate var trimmed: String {
        var text = self[...].drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
