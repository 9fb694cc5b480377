/// A POST, or a GET if it has no body, with its limits.
public struct CurlRequest: Sendable {
    public var url: String
    /// Whole field lines, such as `Content-Type: application/json`.
    public var fields: [String]
    /// The parts are sent one after another.
    public var body: [CurlBodyPart]?
    /// A descriptor that takes the answer's body, whatever the status; nil to have the body in the answer. It must
    /// stay open until the answer is there.
    public var output: Int32?
    /// The time until a new connection is ready, including TLS.
    public var connectTimeout = Duration.seconds(10)
    /// The time for the whole call, up to the last byte of the answer.
    public var timeout = Duration.seconds(60)
    /// The longest time without a byte in either direction, the wait for the answer included; nil for no limit. What is
    /// large has a long ``timeout``, and should not take all of it when nothing moves.
    public var stallLimit: Duration?
    /// The most bytes of an answer's body; a longer answer fails the call. Most have a few hundred.
    public var responseLimit = 1 << 20

    public init(url: String, fields: [String] = [], body: [UInt8]? = nil) {
        self.url = url
        self.fields = fields
        self.body = body.map { [.bytes($0)] }
    }
}

/// A part of a body.
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

    var isFile: Bool { if case .file = self { true } else { false } }
}

/// A complete answer, whatever its status.
public struct CurlResponse: Sendable, Equatable {
    public let status: Int
    /// The `Retry-After` field in seconds; a date in it is converted (RFC 9110 §10.2.3).
    public let retryAfter: Int?
    /// The server's clock: the `Date` field in Unix seconds (RFC 9110 §6.6.1).
    public let date: Int?
    public let body: [UInt8]
}

/// Why there is no answer. The texts contain neither the URL nor the proxy's password.
public enum CurlError: Error, Equatable, Sendable {
    /// The server can't have acted: the name look-up, the connection, the proxy or TLS failed, or the
    /// session did not accept the call.
    case notSent(String)
    /// The request was sent at least in part, and no complete answer came: it timed out, or
    /// the connection was reset or closed.
    case interrupted(String)
    case responseTooLarge(limit: Int)
    /// The body could not be written to the request's output.
    case outputFailed(errno: Int32)
    case cancelled
}
