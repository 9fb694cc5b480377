import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `GET /api/admin/sessions`
    func listSessions(_ request: Request, _ staff: Staff) throws -> Response {
        let agent = try agent(of: request, staff)
        let sessions = try desk.staffSessions(of: agent)
        return .json { json in
            json.array("sessions") { json in
                for session in sessions { json.session(session, isCurrent: session.id == staff.session?.id) }
            }
        }
    }

    /// `DELETE /api/admin/sessions`: ends all sessions but the caller's.
    func endSessions(_ request: Request, _ staff: Staff) async throws -> Response {
        try await desk.endStaffSessions(
            of: try agent(of: request, staff), except: staff.session?.id, by: actor(staff, request))
        return Response(.noContent)
    }

    /// `DELETE /api/admin/sessions/{id}`
    func endSession(_ request: Request, _ staff: Staff) async throws -> Response {
        guard let id = request.parameter("id").flatMap({ AgentSessionID($0) }) else { throw DeskError.notFound }
        try await desk.endStaffSession(id, of: try agent(of: request, staff), by: actor(staff, request))
        return Response(.noContent)
    }

    /// Whose sessions are meant: the caller's, or for administrators those of `?agent=`.
    private func agent(of request: Request, _ staff: Staff) throws -> AgentID {
        guard let text = request.query("agent") else {
            guard let agent = staff.agent else { throw DeskError.invalid(.agent) }
            return agent.id
        }
        guard let id = AgentID(text) else { throw DeskError.invalid(.agent) }
        guard staff.role == .admin || id == staff.agent?.id else { throw DeskError.forbidden }
        return id
    }
}
