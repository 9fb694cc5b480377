import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// `POST /api/admin/tickets/{id}/status`
    func setStatus(_ request: Request, _ staff: Staff) async throws -> Response {
        var text: String?
        try readBody(request) { name, reader in
            if name == "action" { text = try reader.string() } else { try reader.skip() }
        }
        guard let action = text.flatMap(Desk.StatusAction.init(rawValue:)) else { throw DeskError.invalid(.action) }
        let ticket = try await desk.setStatus(action, of: ticketID(request), by: actor(staff, request))
        return .json { $0.member("ticket", staff: ticket) }
    }

    /// `POST /api/admin/tickets/{id}/assignee`
    func assign(_ request: Request, _ staff: Staff) async throws -> Response {
        var assignment: Desk.Assignment?
        try readBody(request) { name, reader in
            guard name == "agent_id" else { return try reader.skip() }
            switch try reader.optionalString() {
            case nil: assignment = .nobody
            case "me":
                guard let agent = staff.agent else { throw DeskError.keyIsNoAgent }
                assignment = .agent(agent.id)
            case let text?: assignment = AgentID(text).map { .agent($0) }
            }
        }
        guard let assignment else { throw DeskError.invalid(.agentID) }
        let listing = try await desk.assign(ticketID(request), to: assignment, by: actor(staff, request))
        return .json { $0.members(of: listing) }
    }

    /// `PATCH /api/admin/tickets/{id}/user`
    func renameUser(_ request: Request, _ staff: Staff) async throws -> Response {
        var text: String?
        try readBody(request) { name, reader in
            if name == "name" { text = try reader.string() } else { try reader.skip() }
        }
        guard let name = text.flatMap({ line($0, upTo: User.longestName) }) else { throw DeskError.invalid(.name) }
        let card = try await desk.rename(userOf: ticketID(request), to: name, by: actor(staff, request))
        return .json { $0.member("user", card) }
    }

    /// `POST /api/admin/tickets/{id}/ban`
    func banUser(_ request: Request, _ staff: Staff) async throws -> Response {
        try await setBanned(true, request, staff)
    }

    /// `POST /api/admin/tickets/{id}/unban`
    func unbanUser(_ request: Request, _ staff: Staff) async throws -> Response {
        try await setBanned(false, request, staff)
    }

    private func setBanned(_ isBanned: Bool, _ request: Request, _ staff: Staff) async throws -> Response {
        let card = try await desk.setBanned(isBanned, userOf: ticketID(request), by: actor(staff, request))
        return .json { $0.member("user", card) }
    }
}
