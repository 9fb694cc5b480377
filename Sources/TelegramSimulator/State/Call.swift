/// A call of the Bot API in the log.
public struct Call: Sendable {
    /// Grows by 1.
    public let number: Int
    /// Unix milliseconds.
    public let time: Int
    public let botID: Int
    /// The name as the caller wrote it.
    public let method: String
    public let parameters: APIValue
    /// The status of the answer. It is 0 until there is one, and if the connection was dropped.
    public var status = 0
    public var description: String?
}
