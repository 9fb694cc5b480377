/// A POST and what it may cost.
public struct CurlRequest: Sendable {
    public var url: String
    /// Whole field lines, such as `Content-Type: application/json`.
    public var fields: [String]
    public var body: [UInt8]
    /// Until the connection is ready, TLS included. Only for a new connection.
    public var connectTimeout = Duration.seconds(10)
    /// For everything, from the call to the last byte of the answer.
    public var timeout = Duration.seconds(60)
    /// Bytes of an answer's body; a longer one fails the call. Most answers have a few hundred.
    public var responseLimit = 1 << 20

    public init(url: String, fields: [String] = [], body: [UInt8]) {
        self.url = url
        self.fields = fields
        self.body = body
    }
}

/// A whole answer, whatever its status.
public struct CurlResponse: Sendable, Equatable {
    public let status: Int
    /// The `Retry-After` field in seconds, a date in it converted (RFC 9110 §10.2.3).
    public let retryAfter: Int?
    public let body: [UInt8]
}

/// Why there is no answer. The texts hold neither the URL nor the proxy's password.
public enum CurlError: Error, Equatable, Sendable {
    /// The server can't have acted: name, connection, proxy or TLS failed, or the session did not take the call.
    case notSent(String)
    /// The request was sent, at least in part, and no whole answer came: timed out, reset, closed.
    case interrupted(String)
    case responseTooLarge(limit: Int)
    case cancelled
}
