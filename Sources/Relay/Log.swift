import Logging

/// The loggers of the relay's parts.
enum Log {
    static let staff = Logger(label: "Staff")
    static let telegram = Logger(label: "Telegram")
}
