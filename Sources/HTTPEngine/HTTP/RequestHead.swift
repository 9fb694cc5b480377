import HTTPTypes

/// A checked request head: a copy of its bytes, and where things are in them.
struct RequestHead: Sendable {
    let bytes: [UInt8]
    let method: HTTPRequest.Method
    let version: HTTPVersion
    let target: TargetPlace
    let firstField: Int
    let framing: BodyFraming
    /// What the client wants to happen to the connection afterwards.
    let keepsAlive: Bool
    let expectation: Expectation

    enum Expectation { case none, continuation, unknown }

    /// The path as sent.
    var path: ArraySlice<UInt8> { bytes[target.path] }

    var fields: FieldLines { FieldLines(bytes: bytes, place: firstField) }
}

/// How the end of a body is known (RFC 9112 §6.3).
enum BodyFraming: Equatable {
    case none
    case length(Int)
    case chunked
}

/// Where path and query stand in a head.
struct TargetPlace {
    /// Never empty. `*` for a request that is not about a resource.
    var path: Range<Int>
    /// After the `?`; nil without one.
    let query: Range<Int>?
    let isAsterisk: Bool
    /// Whether the path has an escape, or a segment that begins with a dot, so that it could mean two things.
    let needsCheck: Bool
}
