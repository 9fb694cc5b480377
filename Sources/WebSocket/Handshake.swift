import Crypto
public import HTTPEngine
import HTTPTypes

extension Response {
    /// Answers an opening handshake (RFC 6455 §4.2): 101, or 426 if the request is not a handshake or asks for another
    /// version, or 400 if it is malformed. Whether the page's origin may connect is for the caller to decide before.
    ///
    /// - Parameters:
    ///   - subprotocols: What the server speaks, in order of preference. The first that the client offers is chosen.
    ///   - session: Runs on the request's loop. When it returns, the connection is closed with 1000.
    public static func webSocket(
        _ request: Request, limits: WebSocketLimits = .init(), subprotocols: [String] = [],
        session: @escaping @Sendable (WebSocketConnection) async -> Void
    ) -> Response {
        let upgrade: HTTPFields = [.upgrade: "websocket", .secWebSocketVersion: "13"]
        guard request.method == .get, request.version == .http11, request.lists(.connection, "upgrade"),
            request.lists(.upgrade, "websocket"), request.values(.secWebSocketVersion) == ["13"]
        else { return Response(.upgradeRequired, fields: upgrade) }
        let keys = request.values(.secWebSocketKey)
        guard keys.count == 1, isNonce(keys[0]) else { return Response(.badRequest) }
        var fields: HTTPFields = [.upgrade: "websocket", .secWebSocketAccept: accept(keys[0])]
        let offered = request.items(.secWebSocketProtocol)
        fields[.secWebSocketProtocol] = subprotocols.first { offered.contains($0) }
        let start = ConnectionUpgrade { channel in
            let connection = WebSocketConnection(limits: limits, loop: channel.loop)
            let driver = WebSocketDriver(channel, connection, limits: limits)
            connection.attach(driver)
            Task.immediate(executorPreference: channel.loop) {
                await session(connection)
                connection.close(.normal)
            }
            return driver
        }
        return Response(.switchingProtocols, fields: fields, body: .upgrade(start))
    }
}

/// The accept key of §4.2.2: base64 of SHA-1 of the nonce and a fixed identifier.
private func accept(_ key: String) -> String {
    let digest = sha1(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
    return String(base64URL(digest).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + "="
}

/// Whether `key` is base64 of 16 bytes (§4.1).
private func isNonce(_ key: String) -> Bool {
    guard key.utf8.count == 24, key.hasSuffix("=="), !key.contains("-"), !key.contains("_") else { return false }
    return base64URLDecode(String(key.dropLast(2).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }))?.count == 16
}

extension Request {
    /// The members of a list field (RFC 9110 §5.6.1) over all of its lines.
    fileprivate func items(_ name: HTTPField.Name) -> [String] {
        values(name).flatMap { value in
            value.split(separator: ",").map { item in
                let trimmed = item.drop { $0 == " " || $0 == "\t" }
                return String(trimmed.prefix(while: { $0 != " " && $0 != "\t" }))
            }
        }
    }

    fileprivate func lists(_ name: HTTPField.Name, _ token: String) -> Bool {
        items(name).contains { $0.lowercased() == token }
    }
}
