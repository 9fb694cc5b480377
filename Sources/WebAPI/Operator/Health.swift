import Desk
import HTTPEngine
import HTTPTypes
import Store

extension WebAPI {
    /// `GET /healthz`: the process answers.
    func health(_ request: Request) -> Response { Self.healthy }

    private static let healthy = Response(.ok, fields: [.contentType: "text/plain"], body: .bytes(Array("ok\n".utf8)))

    /// `GET /readyz`: the store answers too, so traffic may come.
    func readiness(_ request: Request) throws -> Response {
        do {
            _ = try desk.store.read { try $0.cursor() }
        } catch is StoreError {
            return unavailable
        }
        return Self.healthy
    }
}
