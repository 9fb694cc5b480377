import HTTPEngine
import HTTPTypes
import WebSocket

extension Response {
    /// Opens a live channel. If the request is not a valid handshake, the refusal has the form of all refusals.
    static func liveChannel(
        _ request: Request, session: @escaping @Sendable (WebSocketConnection) async -> Void
    ) -> Response {
        var limits = WebSocketLimits()
        // The longest thing that a browser sends is its token.
        limits.maxFrame = 4096
        limits.maxMessage = 4096
        // The log's lines of a channel have the id of the request that opened it.
        let id = request.id
        let answer = Response.webSocket(request, limits: limits) { socket in
            await CurrentRequest.$ofTask.withValue(id) { await session(socket) }
        }
        guard answer.status != .switchingProtocols else { return answer }
        let error =
            answer.status == .upgradeRequired
            ? HTTPError(
                .upgradeRequired, code: "upgrade_required", message: "Only a WebSocket of version 13 is spoken here.")
            : HTTPError(
                answer.status, code: "invalid_handshake", message: "Sec-WebSocket-Key must be 16 bytes in base64.")
        var refusal = errorResponse(error)
        for field in answer.fields { refusal.fields[field.name] = field.value }
        return refusal
    }
}
