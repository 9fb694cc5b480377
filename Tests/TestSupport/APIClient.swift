import FoundationEssentials

/// One keep-alive connection to the product's API.
public struct APIClient: Sendable {
    private let socket: SocketClient

    public init(port: UInt16) throws {
        socket = try SocketClient(host: "127.0.0.1", port: port)
    }

    public func get(_ path: String, token: String? = nil, fields: [String: String] = [:]) async throws -> HTTPReply {
        try await request("GET", path, token: token, fields: fields, body: nil)
    }

    public func post(
        _ path: String, token: String? = nil, fields: [String: String] = [:], _ body: String = ""
    ) async throws -> HTTPReply {
        try await request("POST", path, token: token, fields: fields, body: body)
    }

    /// Sends a file as it is.
    public func post(_ path: String, token: String? = nil, bytes: [UInt8]) async throws -> HTTPReply {
        var head = "POST \(path) HTTP/1.1\r\nHost: desk.test\r\nContent-Length: \(bytes.count)\r\n"
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        try await socket.send(Array((head + "\r\n").utf8) + bytes)
        return try await socket.receiveReply(isHead: false)
    }

    public func request(
        _ method: String, _ path: String, token: String? = nil, fields: [String: String] = [:], body: String?
    ) async throws -> HTTPReply {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: desk.test\r\n"
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
        try await socket.send(head + "\r\n" + (body ?? ""))
        return try await socket.receiveReply(isHead: method == "HEAD")
    }

    /// Goes away without a word, even while an answer is awaited.
    public func disconnect() { socket.finishSending() }
}

/// A JSON value to look into; what is not there is nil.
public struct JSONView: Decodable, Sendable {
    private let value: Value

    private indirect enum Value: Sendable {
        case object([String: JSONView])
        case array([JSONView])
        case string(String)
        case number(Double)
        case bool(Bool)
        case null
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let bool = try? container.decode(Bool.self) {
            value = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let string = try? container.decode(String.self) {
            value = .string(string)
        } else if let array = try? container.decode([JSONView].self) {
            value = .array(array)
        } else {
            value = .object(try container.decode([String: JSONView].self))
        }
    }

    public init(parsing json: [UInt8]) throws {
        self = try JSONDecoder().decode(JSONView.self, from: Data(json))
    }

    public subscript(_ name: String) -> JSONView? {
        if case .object(let members) = value { members[name] } else { nil }
    }
    public subscript(_ index: Int) -> JSONView? {
        if case .array(let elements) = value, elements.indices.contains(index) { elements[index] } else { nil }
    }
    public var string: String? { if case .string(let string) = value { string } else { nil } }
    public var int: Int? { if case .number(let number) = value { Int(exactly: number) } else { nil } }
    public var bool: Bool? { if case .bool(let bool) = value { bool } else { nil } }
    public var isNull: Bool { if case .null = value { true } else { false } }
    public var elements: [JSONView] { if case .array(let elements) = value { elements } else { [] } }
    public var names: [String] { if case .object(let members) = value { members.keys.sorted() } else { [] } }
}

extension HTTPReply {
    /// The body as JSON.
    public var json: JSONView {
        get throws { try JSONView(parsing: body) }
    }
}
