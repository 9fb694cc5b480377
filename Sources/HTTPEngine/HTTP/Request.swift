public import HTTPTypes

/// One request as a handler sees it. Strings are made when they are asked for.
public struct Request: Sendable {
    /// One reference, since a request is passed on many times and looked into seldom.
    private let storage: Storage

    private final class Storage: Sendable {
        let head: RequestHead
        let route: Route?
        let body: RequestBody
        let origin: Origin

        init(head: RequestHead, route: Route?, body: RequestBody, origin: Origin) {
            self.head = head
            self.route = route
            self.body = body
            self.origin = origin
        }
    }

    /// What the requests of one connection have in common.
    final class Origin: Sendable {
        let peer: SocketAddress
        let loop: EventLoop

        init(peer: SocketAddress, loop: EventLoop) {
            self.peer = peer
            self.loop = loop
        }
    }

    init(_ head: consuming RequestHead, route: Route?, from origin: Origin) {
        storage = Storage(head: head, route: route, body: .none, origin: origin)
    }

    /// The same request with its body.
    func with(_ body: RequestBody) -> Request {
        Request(storage: Storage(head: head, route: storage.route, body: body, origin: storage.origin))
    }

    private init(storage: Storage) { self.storage = storage }

    var head: RequestHead { storage.head }
    var framing: BodyFraming { storage.head.framing }
    var keepsAlive: Bool { storage.head.keepsAlive }
    var expectation: RequestHead.Expectation { storage.head.expectation }

    public var method: HTTPRequest.Method { storage.head.method }
    public var version: HTTPVersion { storage.head.version }
    public var body: RequestBody { storage.body }
    /// The other end of the connection.
    public var peer: SocketAddress { storage.origin.peer }
    /// The loop that owns the connection.
    public var loop: EventLoop { storage.origin.loop }

    /// Path and query as sent (origin-form, RFC 9112 §3.2.1), also where the client sent an absolute-form; or `*`.
    public var target: String {
        let target = head.target
        if target.isAsterisk { return "*" }
        let path = String(decoding: head.path, as: UTF8.self)
        return target.query.map { path + "?" + text($0) } ?? path
    }

    /// The path, percent-decoded.
    public var path: String {
        if head.target.isAsterisk { return "*" }
        return percentDecoded(head.path) ?? String(decoding: head.path, as: UTF8.self)
    }

    /// The first value of a query parameter, percent-decoded, `+` read as a space.
    public func query(_ name: String) -> String? {
        guard let query = head.target.query else { return nil }
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
        storage.route?.pattern.value(of: name, in: head.path).flatMap { percentDecoded($0) }
    }

    private func isField(_ place: FieldPlace, named name: HTTPField.Name) -> Bool {
        let canonical = name.canonicalName.utf8
        guard canonical.count == Int(place.nameCount) else { return false }
        return head.bytes[place.name].elementsEqual(canonical) { $0.asciiLowercased == $1 }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: head.bytes[range], as: UTF8.self) }
}
