import Domain
import Glibc
import JSON
import Logging

/// Writes log lines to standard error: `2026-11-21T02:03:58.120Z error [Telegram] message key=value`, or one JSON
/// object a line.
struct LineLogHandler: LogHandler {
    let label: String
    let isJSON: Bool
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = metadata.merging(event.metadata ?? [:]) { $1 }
            .map { (key: $0.key, value: "\($0.value)") }
            .sorted { $0.key < $1.key }
        write(isJSON ? jsonLine(event, pairs) : textLine(event, pairs))
    }

    private func textLine(_ event: LogEvent, _ pairs: [(key: String, value: String)]) -> [UInt8] {
        var line = "\(Timestamp.now()) \(event.level) [\(label)] \(event.message)"
        for (key, value) in pairs { line += " \(key)=\(quoted(value))" }
        return Array((line + "\n").utf8)
    }

    private func jsonLine(_ event: LogEvent, _ pairs: [(key: String, value: String)]) -> [UInt8] {
        JSONWriter.object { json in
            json.member("time", Timestamp.now().description)
            json.member("level", event.level.rawValue)
            json.member("part", label)
            json.member("message", event.message.description)
            json.object("context") { json in
                for (key, value) in pairs { json.member(named: key, value) }
            }
        } + [UInt8(ascii: "\n")]
    }

    /// One line stays one line, whatever a value holds.
    private func quoted(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\"" && $0.value != 0x7F }
        return isPlain && !value.isEmpty ? value : value.debugDescription
    }

    /// One call for one line, so that lines of several threads don't mix. A full disk must not stop the program.
    private func write(_ line: [UInt8]) {
        _ = line.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

extension Configuration {
    /// From now on log lines are written as these settings say. Once in a process.
    func bootstrapLogging() {
        let isJSON = logFormat == .json
        let level: Logger.Level = isLogging ? .info : .error
        LoggingSystem.bootstrap { LineLogHandler(label: $0, isJSON: isJSON, logLevel: level) }
    }
}
