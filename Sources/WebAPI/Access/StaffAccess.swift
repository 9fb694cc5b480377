import Crypto
import Desk
import Domain
import HTTPEngine
import HTTPTypes

/// Who of the staff asks.
struct Staff: Sendable {
    /// Nil for the operator's key.
    let agent: Agent?
    let role: AgentRole
}

/// What a member of staff may do.
enum AgentRole: String, Sendable {
    case agent, admin
}

extension WebAPI {
    /// The member of staff that asks.
    ///
    /// - Throws: ``DeskError/unauthorized``
    func staff(_ request: Request) throws -> Staff {
        try limit(.address, request)
        guard let key = try bearer(request) else { throw DeskError.unauthorized }
        return try staff(key: key)
    }

    /// Who shows this key.
    func staff(key: String) throws -> Staff {
        guard let adminTokenHash, constantTimeEqual(sha256(key.utf8), adminTokenHash) else {
            throw DeskError.unauthorized
        }
        return Staff(agent: nil, role: .admin)
    }
}
