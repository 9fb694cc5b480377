import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `GET /api/admin/agents`
    func listAgents(_ request: Request, _: Staff) throws -> Response {
        let (agents, seen) = (try desk.agents(), try desk.lastSeen())
        return .json { json in
            json.array("agents") { json in
                for account in agents { json.account(account, seenAt: seen[account.agent.id]) }
            }
        }
    }

    /// `POST /api/admin/agents`
    func addAgent(_ request: Request, _ staff: Staff) async throws -> Response {
        let body = try AgentBody(request)
        guard let name = body.name else { throw DeskError.invalid(.name) }
        let invitation = try await desk.addAgent(
            name, login: body.login, role: body.role ?? .agent, by: actor(staff, request))
        return invitationResponse(.created, invitation)
    }

    /// `PATCH /api/admin/agents/{id}`
    func changeAgent(_ request: Request, _ staff: Staff) async throws -> Response {
        guard let id = request.parameter("id").flatMap({ AgentID($0) }) else { throw DeskError.notFound }
        let body = try AgentBody(request)
        let account = try await desk.change(
            id, Desk.AccountChange(name: body.name, login: body.login, role: body.role, isDisabled: body.isDisabled),
            by: actor(staff, request))
        guard body.isReset else { return .json { $0.member("agent", account) } }
        return invitationResponse(.ok, try await desk.resetAgent(id, by: actor(staff, request)))
    }

    private func invitationResponse(_ status: HTTPResponse.Status, _ invitation: Invitation) -> Response {
        .json(status) { json in
            json.member("agent", invitation.account)
            json.object("invitation") { json in
                json.member("token", invitation.secret.text)
                json.member("url", ifPresent: options.publicURL.map { invitation.address(at: $0) })
                json.member("expires_at", invitation.expiresAt.description)
            }
        }
    }
}

/// The body of a request that makes or changes an agent or a key.
struct AgentBody {
    private(set) var name: AgentName?
    private(set) var login: AgentLogin?
    private(set) var role: AgentRole?
    private(set) var isDisabled: Bool?
    private(set) var isReset = false

    init(_ request: Request) throws {
        try readBody(request) { member, reader in
            switch member {
            case "name": name = try AgentName(reader.string())
            case "login": login = try AgentLogin(reader.string())
            case "role":
                guard let role = AgentRole(rawValue: try reader.string()) else { throw DeskError.invalid(.role) }
                self.role = role
            case "disabled": isDisabled = try reader.bool()
            case "reset": isReset = try reader.bool()
            default: try reader.skip()
            }
        }
    }
}
