/// A POST, or a GET if it has no body, and what it may cost.
public struct CurlRequest: Sendable {
    public var url: String
    /// Whole field lines, such as `Content-Type: application/json`.
    public var fields: [String]
    /// One after the other.
    public var body: [CurlBodyPart]?
    /// A descriptor that takes the answer's body, whatever its status; nil to have it in the answer. It must stay open
    /// until the answer is there.
    public var output: Int32?
    /// Until the connection is ready, TLS included. Only for a new connection.
    public var connectTimeout = Duration.seconds(10)
    /// For everything, from the call to the last byte of the answer.
    public var timeout = Duration.seconds(60)
    /// Bytes of an answer's body; a longer one fails the call. Most answers have a few hundred.
    public var responseLimit = 1 << 20

    public init(url: String, fields: [String] = [], body: [UInt8]? = nil) {
        self.url = url
        self.fields = fields
        self.body = body.map { [.bytes($0)] }
    }
}

/// Part of a body.
public enum CurlBodyPart: Sendable {
    case bytes([UInt8])
    /// The first `count` bytes behind a descriptor, which must stay open until the answer is there.
    case file(descriptor: Int32, count: Int)

    var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .file(_, let count): count
        }
    }
}

/// A whole answer, whatever its status.
public struct CurlResponse: Sendable, Equatable {
    public let status: Int
    /// The `Retry-After` field in seconds, a date in it converted (RFC 9110 §10.2.3).
    public let retryAfter: Int?
    /// The server's clock: the `Date` field in Unix seconds (RFC 9110 §6.6.1).
    public let date: Int?
    public let body: [UInt8]
}

/// Why there is no answer. The texts hold neither the URL nor the proxy's password.
public enum CurlError: Error, Equatable, Sendable {
    /// The server can't have acted: name, connection, proxy or TLS failed, or the session did not take the call.
    case notSent(String)
    /// The request was sent, at least in part, and no whole answer came: timed out, reset, closed.
    case interrupted(String)
    case responseTooLarge(limit: Int)
    /// The body could not be written to the request's output.
    case outputFailed(errno: Int32)
    case cancelled
}
