/// For how many days what is stored is kept. Nil keeps it for ever.
public struct RetentionPolicy: Sendable, Equatable {
    /// Tickets, since they were closed.
    public var closedTickets: Int?
    /// Contents of files that were sent.
    public var files: Int?
    /// Updates as Telegram sent them. It repeats none after a day; a week leaves time to look into what went wrong.
    public var updates = 7
    /// Events that only tell of changes, from which browsers resume.
    public var events: Int?

    public init() {}
}

extension Timestamp {
    /// The moment so many days before.
    public func before(days: Int) -> Timestamp { advanced(by: .seconds(-86_400 * days)) }
}
