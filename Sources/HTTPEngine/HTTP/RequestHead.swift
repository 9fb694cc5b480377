import HTTPTypes

/// A checked request head: a copy of its bytes, and where things are in them.
struct RequestHead: Sendable {
    let bytes: [UInt8]
    let method: HTTPRequest.Method
    let version: HTTPVersion
    let target: TargetPlace
    let fields: [FieldPlace]
    let framing: BodyFraming
    /// What the client wants to happen to the connection afterwards.
    let keepsAlive: Bool
    let expectation: Expectation

    enum Expectation { case none, continuation, unknown }

    /// The path as sent; a slash where an absolute-form has none, and for `*`.
    var path: ArraySlice<UInt8> { target.path.isEmpty ? [UInt8(ascii: "/")] : bytes[target.path] }
}

/// How the end of a body is known (RFC 9112 §6.3).
enum BodyFraming: Equatable {
    case none
    case length(Int)
    case chunked
}

/// Where a field stands in a head of at most 65,535 bytes.
struct FieldPlace {
    let nameStart: UInt16
    let nameCount: UInt16
    let valueStart: UInt16
    let valueCount: UInt16

    init(name: Range<Int>, value: Range<Int>) {
        nameStart = UInt16(truncatingIfNeeded: name.lowerBound)
        nameCount = UInt16(truncatingIfNeeded: name.count)
        valueStart = UInt16(truncatingIfNeeded: value.lowerBound)
        valueCount = UInt16(truncatingIfNeeded: value.count)
    }

    var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameCount) }
    var value: Range<Int> { Int(valueStart)..<Int(valueStart) + Int(valueCount) }
}

/// Where path and query stand in a head.
struct TargetPlace {
    /// Empty for `*`, and for an absolute-form without a path.
    let path: Range<Int>
    /// After the `?`; nil without one.
    let query: Range<Int>?
    let isAsterisk: Bool
    /// Whether the path has an escape or a dot, so that it could mean two things.
    let needsCheck: Bool
}
