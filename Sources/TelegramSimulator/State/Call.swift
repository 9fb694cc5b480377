/// A call of the Bot API, as the log keeps it.
public struct Call: Sendable {
    /// Grows by 1.
    public let number: Int
    /// Unix milliseconds.
    public let time: Int
    public let botID: Int
    /// As the caller wrote it.
    public let method: String
    public let parameters: APIValue
    /// The status of the answer; 0 while there is none, or if the connection was dropped.
    public var status = 0
    public var description: String?
}
