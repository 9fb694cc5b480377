public import HTTPTypes

/// One request as a handler sees it. Strings are made when they are asked for.
public struct Request: Sendable {
    let head: RequestHead
    /// The names in the route's pattern, and beside them what stands in their places.
    var parameterNames: [String] = []
    var parameterValues: [String] = []
    private let origin: Origin
    public internal(set) var body = RequestBody.none

    /// What the requests of one connection have in common.
    final class Origin: Sendable {
        let peer: SocketAddress
        let loop: EventLoop

        init(peer: SocketAddress, loop: EventLoop) {
            self.peer = peer
            self.loop = loop
        }
    }

    init(_ head: RequestHead, from origin: Origin) {
        self.head = head
        self.origin = origin
    }

    public var method: HTTPRequest.Method { head.method }
    public var version: HTTPVersion { head.version }

    /// Path and query as sent (origin-form, RFC 9112 §3.2.1), also where the client sent an absolute-form; or `*`.
    public var target: String {
        if head.isAsterisk { return "*" }
        let path = head.path.isEmpty ? "/" : text(head.path)
        return head.query.map { path + "?" + text($0) } ?? path
    }

    /// The path, percent-decoded.
    public var path: String {
        head.path.isEmpty ? (head.isAsterisk ? "*" : "/") : percentDecoded(head.bytes[head.path]) ?? text(head.path)
    }

    /// The first value of a query parameter, percent-decoded, `+` read as a space.
    public func query(_ name: String) -> String? {
        guard let query = head.query else { return nil }
        for pair in head.bytes[query].split(separator: UInt8(ascii: "&")) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            if queryDecoded(pair[..<end]) == name { return queryDecoded(pair[end...].dropFirst()) }
        }
        return nil
    }

    /// The first value of a field.
    public subscript(_ name: HTTPField.Name) -> String? {
        head.fields.first { isField($0, named: name) }.map { text($0.value) }
    }

    /// Every value of a field, in order, one for each field line.
    public func values(_ name: HTTPField.Name) -> [String] {
        head.fields.filter { isField($0, named: name) }.map { text($0.value) }
    }

    /// What stands in the place of `{name}` in the route's pattern, percent-decoded.
    public func parameter(_ name: String) -> String? {
        parameterNames.firstIndex(of: name).map { parameterValues[$0] }
    }

    /// The other end of the connection.
    public var peer: SocketAddress { origin.peer }
    /// The loop that owns the connection.
    public var loop: EventLoop { origin.loop }

    private func isField(_ place: FieldPlace, named name: HTTPField.Name) -> Bool {
        let canonical = name.canonicalName.utf8
        guard canonical.count == Int(place.nameCount) else { return false }
        return head.bytes[place.name].elementsEqual(canonical) { $0.asciiLowercased == $1 }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: head.bytes[range], as: UTF8.self) }
}
