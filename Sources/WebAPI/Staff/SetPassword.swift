import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `POST /api/admin/password`
    func setPassword(_ request: Request) async throws -> Response {
        try refuseForeignPages(request)
        var (invitation, current, password) = (String?.none, String?.none, String?.none)
        try readBody(request) { member, reader in
            switch member {
            case "invitation": invitation = try reader.string()
            case "current": current = try reader.string()
            case "password": password = try reader.string()
            default: try reader.skip()
            }
        }
        guard let password else { throw DeskError.invalid(.password) }
        let new = try Password(new: password)
        if let invitation {
            guard let secret = StaffSecret(invitation) else { throw DeskError.invitationExpired }
            return welcome(
                try await desk.setPassword(new, invitation: secret, from: visit(request)))
        }
        let user = try panelUser(request)
        try limitProof(user.account.agent.id)
        try await desk.setPassword(
            new, current: Password(typed: current ?? ""), session: user.session, by: actor(user, request))
        return Response(.noContent)
    }
}
