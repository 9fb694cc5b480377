import Logging

/// The parts of the desk as they sign their log lines.
enum Log {
    static let session = Logger(label: "Session")
    static let staff = Logger(label: "Staff")
    static let support = Logger(label: "Support")
    static let telegram = Logger(label: "Telegram")
}
