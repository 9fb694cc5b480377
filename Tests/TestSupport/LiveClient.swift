/// A browser's end of the live channel.
public final class LiveClient: Sendable {
    public enum Heard: Sendable {
        case frame(JSONView)
        case closed(code: UInt16)
    }

    private let socket: SocketClient

    /// Connects; says nothing yet.
    public init(port: UInt16, path: String = "/api/realtime") async throws {
        socket = try SocketClient(host: "127.0.0.1", port: port)
        let lines = [
            "GET \(path) HTTP/1.1", "Host: desk.test", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "", "",
        ]
        try await socket.send(lines.joined(separator: "\r\n"))
        let reply = try await socket.receiveReply()
        guard reply.status == 101 else { throw SocketClient.Failure.malformed("status \(reply.status)") }
    }

    /// Sends a text frame of up to 65,535 bytes, masked as clients must (RFC 6455 §5.3), `count` times at once.
    public func send(_ json: String, count: Int = 1) async throws {
        try await send(Array(json.utf8), opcode: 1, count: count)
    }

    private func send(_ payload: [UInt8], opcode: UInt8, count: Int = 1) async throws {
        let mask: [UInt8] = [7, 11, 13, 17]
        var frame: [UInt8] = [0x80 | opcode]
        if payload.count < 126 {
            frame.append(0x80 | UInt8(payload.count))
        } else {
            frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        }
        frame += mask
        frame += payload.enumerated().map { $1 ^ mask[$0 % 4] }
        try await socket.send([UInt8](Array(repeating: frame, count: count).joined()))
    }

    /// The next text frame or close; pings are answered, as browsers do.
    public func next() async throws -> Heard {
        while true {
            let header = try await socket.receive(exactly: 2)
            var count = Int(header[1])
            if count >= 126 {
                count = try await socket.receive(exactly: count == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) }
            }
            let payload = try await socket.receive(exactly: count)
            switch header[0] & 15 {
            case 1: return .frame(try JSONView(parsing: payload))
            case 8: return .closed(code: payload.prefix(2).reduce(0) { $0 << 8 | UInt16($1) })
            case 9: try await send(payload, opcode: 10)
            default: continue
            }
        }
    }

    public func close() { socket.close() }
}
