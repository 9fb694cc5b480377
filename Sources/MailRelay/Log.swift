import Logging

/// What it writes of conversations is ids: no address, no text, and no name.
enum Log {
    static let mail = Logger(label: "Mail")
}
