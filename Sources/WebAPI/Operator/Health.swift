import Desk
import HTTPEngine
import HTTPTypes
import Store

extension WebAPI {
    /// `GET /healthz`: the process answers.
    func health(_ request: Request) -> Response { Self.healthy }

    private static let healthy = Response(.ok, fields: [.contentType: "text/plain"], body: .bytes(Array("ok\n".utf8)))

    /// `GET /readyz`: messages can be read and stored, so traffic may come.
    func readiness(_ request: Request) async throws -> Response {
        do {
            _ = try desk.newestCursor()
        } catch let error as StoreError {
            return errorResponse(error.obstacle ?? .unreachable)
        }
        let signals = await desk.presentSignals()
        if let obstacle = await desk.obstacleToWrites() { return errorResponse(obstacle) }
        // Traffic may come all the same, even if some pages of the database are damaged: all other conversations go on.
        // The answer only lists the problems.
        guard signals.isEmpty else {
            let lines = ["ok"] + signals.map { "but \($0.rawValue)" }
            let text = lines.joined(separator: "\n") + "\n"
            return Response(.ok, fields: [.contentType: "text/plain"], body: .bytes(Array(text.utf8)))
        }
        return Self.healthy
    }
}
