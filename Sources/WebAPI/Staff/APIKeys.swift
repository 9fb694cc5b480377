import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `GET /api/admin/api-keys`
    func listAPIKeys(_ request: Request, _: Staff) throws -> Response {
        let keys = try desk.apiKeys()
        return .json { json in
            json.array("api_keys") { json in
                for key in keys { json.apiKey(key) }
            }
        }
    }

    /// `POST /api/admin/api-keys`
    func makeAPIKey(_ request: Request, _ staff: Staff) async throws -> Response {
        let body = try AgentBody(request)
        guard let name = body.name else { throw DeskError.invalid(.name) }
        let (key, secret) = try await desk.makeAPIKey(
            name, role: body.role ?? .agent, for: staff.maker, by: actor(staff, request))
        return .json(.created) { json in
            json.member("api_key", key)
            json.member("secret", secret.text)
        }
    }

    /// `DELETE /api/admin/api-keys/{id}`
    func removeAPIKey(_ request: Request, _ staff: Staff) async throws -> Response {
        guard let id = request.parameter("id").flatMap({ APIKeyID($0) }) else { throw DeskError.notFound }
        try await desk.removeAPIKey(id, by: actor(staff, request))
        return Response(.noContent)
    }
}
