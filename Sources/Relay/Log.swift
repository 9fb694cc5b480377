import Logging

/// The parts of the relay as they sign their log lines.
enum Log {
    static let staff = Logger(label: "Staff")
    static let telegram = Logger(label: "Telegram")
}
