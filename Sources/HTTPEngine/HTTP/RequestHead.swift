import HTTPTypes

/// A checked request head: a copy of its bytes, and the places of its parts.
struct RequestHead: Sendable {
    let bytes: [UInt8]
    let method: HTTPRequest.Method
    let version: HTTPVersion
    let target: TargetPlace
    let firstField: Int
    let framing: BodyFraming
    /// Whether the client wants to keep the connection afterwards.
    let keepsAlive: Bool
    let expectation: Expectation
    /// The value of `X-Request-ID`; nil without one, or with several.
    let requestID: Range<Int>?

    enum Expectation { case none, continuation, unknown }

    /// The path as sent.
    var path: ArraySlice<UInt8> { bytes[target.path] }

    var fields: FieldLines { FieldLines(bytes: bytes, place: firstField) }

    /// The first value of a field.
    func value(_ name: HTTPField.Name) -> String? { fields.first { isField($0, named: name) }.map { text($0.value) } }

    /// Every value of a field in order, one for each field line.
    func values(_ name: HTTPField.Name) -> [String] {
        fields.filter { isField($0, named: name) }.map { text($0.value) }
    }

    private func isField(_ line: FieldLine, named name: HTTPField.Name) -> Bool {
        let canonical = name.canonicalName.utf8
        guard canonical.count == line.name.count else { return false }
        return bytes[line.name].elementsEqual(canonical) { $0.asciiLowercased == $1 }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// How the end of a body is found (RFC 9112 §6.3).
enum BodyFraming: Equatable {
    case none
    case length(Int)
    case chunked
}

/// Where path and query are in a head.
struct TargetPlace {
    /// Never empty. It is `*` for a request that is not about a resource.
    var path: Range<Int>
    /// The part after the `?`; nil without one.
    let query: Range<Int>?
    let isAsterisk: Bool
    /// Whether the path has an escape, or a segment that begins with a dot, and so might be read in two ways.
    let needsCheck: Bool
}
