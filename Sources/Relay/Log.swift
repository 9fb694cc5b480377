import Logging

/// The loggers of the relay's parts. What they write of conversations is ids: no text, and no name.
enum Log {
    static let staff = Logger(label: "Staff")
    static let support = Logger(label: "Support")
    static let telegram = Logger(label: "Telegram")
}
