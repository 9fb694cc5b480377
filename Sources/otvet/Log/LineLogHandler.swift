import Domain
import HTTPEngine
import JSON
import Logging
import Metrics

/// Formats log lines: `2026-11-21T02:03:58.120Z error [Telegram] message key=value`, or one JSON object a line.
struct LineLogHandler: LogHandler {
    /// The most characters of a message or a value; a longer one is cut.
    static let longestValue = 1000
    /// The lines of this process.
    static let counts = Counters<Logger.Level>()

    let label: String
    private let style: LogStyle
    /// A level of this logger's own, which takes precedence over that of the settings.
    private var ownLevel: Logger.Level?
    var metadata: Logger.Metadata = [:]
    /// Adds the id of the request that is being answered.
    var metadataProvider: Logger.MetadataProvider?
    private let writer: LogWriter

    init(
        label: String, style: LogStyle, metadataProvider: Logger.MetadataProvider? = nil,
        writer: LogWriter = .standardError
    ) {
        self.label = label
        self.style = style
        self.metadataProvider = metadataProvider
        self.writer = writer
    }

    var logLevel: Logger.Level {
        get { ownLevel ?? style.level }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        Self.counts.add(to: event.level)
        var all = metadata.isEmpty ? event.metadata ?? [:] : metadata.merging(event.metadata ?? [:]) { $1 }
        if let provided = metadataProvider?.get(), !provided.isEmpty { all.merge(provided) { own, _ in own } }
        let pairs = all.map { (key: $0.key, value: oneLine($0.value.description)) }
            .sorted { $0.key < $1.key }
        writer.write(line(event.level, oneLine(event.message.description), pairs))
    }

    func line(_ level: Logger.Level, _ message: String, _ pairs: [(key: String, value: String)]) -> [UInt8] {
        style.isJSON ? jsonLine(level, message, pairs) : textLine(level, message, pairs)
    }

    private func textLine(
        _ level: Logger.Level, _ message: String, _ pairs: [(key: String, value: String)]
    ) -> [UInt8] {
        // A line is written for each message. Built from bytes it costs half as much as from joined strings.
        var line: [UInt8] = []
        line.reserveCapacity(256)
        for part in [Timestamp.now().description, " ", level.rawValue, " [", label, "] ", message] { line += part.utf8 }
        for (key, value) in pairs {
            line.append(UInt8(ascii: " "))
            line += key.utf8
            line.append(UInt8(ascii: "="))
            line += quoted(value).utf8
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }

    private func jsonLine(
        _ level: Logger.Level, _ message: String, _ pairs: [(key: String, value: String)]
    ) -> [UInt8] {
        JSONWriter.object { json in
            json.member("time", Timestamp.now().description)
            json.member("level", level.rawValue)
            json.member("part", label)
            json.member("message", message)
            json.object("context") { json in
                for (key, value) in pairs { json.member(named: key, value) }
            }
        } + [UInt8(ascii: "\n")]
    }

    /// A value with a space or a quote is put in quotes, so that it can't look like another pair.
    private func quoted(_ value: String) -> String {
        let isOpen = value.utf8.contains {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "=")
        }
        guard value.isEmpty || isOpen else { return value }
        return "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

/// The beginning of a text. Characters that could break the line or control a terminal are written as `\u{a}`, because
/// anything in a log may come from outside.
private func oneLine(_ text: String) -> String {
    let isPlain = text.utf8.count <= LineLogHandler.longestValue && text.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
    if isPlain { return text }
    var line = ""
    for scalar in text.unicodeScalars.prefix(LineLogHandler.longestValue) {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
            line += "\\u{\(String(scalar.value, radix: 16))}"
        default: line.unicodeScalars.append(scalar)
        }
    }
    return text.unicodeScalars.count > LineLogHandler.longestValue ? line + "…" : line
}

extension Configuration {
    /// The style of all loggers.
    private static let logStyle = LogStyle(isJSON: false, level: .warning)

    /// Makes all loggers write as these settings say. Called once in a process.
    func bootstrapLogging() {
        styleLog()
        LoggingSystem.bootstrap(
            { LineLogHandler(label: $0, style: Self.logStyle, metadataProvider: $1) },
            metadataProvider: Logger.MetadataProvider { CurrentRequest.id.map { ["request": "\($0)"] } ?? [:] })
        let own = LineLogHandler(label: "Otvet", style: Self.logStyle)
        LogWriter.standardError.describeLoss { count in
            own.line(.error, "log lines were dropped: nobody took them in time", [("count", "\(count)")])
        }
    }

    /// Makes them follow these settings from now on.
    func styleLog() { Self.logStyle.set(isJSON: logFormat == .json, level: logLevel) }
}
