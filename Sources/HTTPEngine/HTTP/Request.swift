public import HTTPTypes

/// A request as a handler sees it. Strings are made when they are asked for.
public struct Request: Sendable {
    /// A single reference: a request is passed on many times and read seldom.
    let storage: Storage

    final class Storage: Sendable {
        let head: RequestHead
        let route: Route?
        let body: RequestBody
        let origin: Origin
        let id: RequestID
        let arrival: UInt64
        let client: IPAddress

        init(
            head: RequestHead, route: Route?, body: RequestBody, origin: Origin, id: RequestID, arrival: UInt64,
            client: IPAddress
        ) {
            self.head = head
            self.route = route
            self.body = body
            self.origin = origin
            self.id = id
            self.arrival = arrival
            self.client = client
        }
    }

    /// What all requests of a connection share.
    final class Origin: Sendable {
        let peer: SocketAddress
        let loop: EventLoop
        let proxies: TrustedProxies
        let isProxied: Bool

        init(peer: SocketAddress, loop: EventLoop, proxies: TrustedProxies) {
            self.peer = peer
            self.loop = loop
            self.proxies = proxies
            isProxied = proxies.contain(peer.address)
        }
    }

    /// Called on the connection's loop.
    init(_ head: consuming RequestHead, route: Route?, from origin: Origin) {
        var (given, client) = (RequestID?.none, origin.peer.address)
        if origin.isProxied {
            given = head.requestID.flatMap { RequestID(given: head.bytes[$0]) }
            client = origin.proxies.client(from: client, forwardedFor: head.values(.forwardedFor))
        }
        storage = Storage(
            head: head, route: route, body: .none, origin: origin,
            id: given ?? RequestID(&origin.loop.requestIDs), arrival: origin.loop.now, client: client)
    }

    /// The same request with its body.
    func with(_ body: RequestBody) -> Request {
        Request(
            storage: Storage(
                head: head, route: storage.route, body: body, origin: storage.origin, id: storage.id,
                arrival: storage.arrival, client: storage.client))
    }

    private init(storage: Storage) { self.storage = storage }

    var head: RequestHead { storage.head }
    var framing: BodyFraming { storage.head.framing }
    var keepsAlive: Bool { storage.head.keepsAlive }
    var expectation: RequestHead.Expectation { storage.head.expectation }
    var route: Route? { storage.route }
    /// When its head was complete, by the loop's clock.
    var arrival: UInt64 { storage.arrival }

    public var id: RequestID { storage.id }
    public var method: HTTPRequest.Method { storage.head.method }
    public var version: HTTPVersion { storage.head.version }
    public var body: RequestBody { storage.body }
    /// The address of the client: the peer, or the address that trusted proxies say they forward for.
    public var client: IPAddress { storage.client }
    /// The other end of the connection.
    public var peer: SocketAddress { storage.origin.peer }
    /// The loop that owns the connection.
    public var loop: EventLoop { storage.origin.loop }

    /// Path and query as sent (origin-form, RFC 9112 §3.2.1), or `*`. Of an absolute-form, only its path and query.
    public var target: String {
        let target = head.target
        let path = String(decoding: head.path, as: UTF8.self)
        return target.query.map { path + "?" + text($0) } ?? path
    }

    /// The path, percent-decoded.
    public var path: String {
        percentDecoded(head.path) ?? String(decoding: head.path, as: UTF8.self)
    }

    /// The first value of a query parameter, percent-decoded; `+` is read as a space.
    public func query(_ name: String) -> String? {
        guard let query = head.target.query else { return nil }
        for pair in head.bytes[query].split(separator: UInt8(ascii: "&")) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            if queryDecoded(pair[..<end]) == name { return queryDecoded(pair[end...].dropFirst()) }
        }
        return nil
    }

    /// The first value of a field.
    public subscript(_ name: HTTPField.Name) -> String? { storage.head.value(name) }

    /// Every value of a field in order, one for each field line.
    public func values(_ name: HTTPField.Name) -> [String] { storage.head.values(name) }

    /// The part of the path that matches `{name}` in the route's pattern, percent-decoded.
    public func parameter(_ name: String) -> String? {
        storage.route?.pattern.value(of: name, in: head.path).flatMap { percentDecoded($0) }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: head.bytes[range], as: UTF8.self) }
}
