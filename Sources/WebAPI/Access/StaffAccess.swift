import Crypto
import Desk
import Domain
import HTTPEngine
import HTTPTypes

/// Who of the staff asks.
struct Staff: Sendable {
    /// Nil for the operator's key and for API keys.
    let agent: Agent?
    let identity: StaffIdentity
    let role: AgentRole
    /// The browser, if it is one.
    var session: AgentSession?
    var account: AgentAccount?
}

extension WebAPI {
    /// The member of staff or the program that asks: by a bearer key, else by the panel's cookie.
    ///
    /// - Throws: ``DeskError/unauthorized``; ``DeskError/crossSite`` if another site's page uses the cookie.
    func staff(_ request: Request) throws -> Staff {
        try limit(.address, request)
        return try identified(request)
    }

    /// The same, for what goes on after it was let in.
    func identified(_ request: Request) throws -> Staff {
        if let key = try bearer(request) { return try staff(key: key) }
        guard let secret = staffCookie(request) else { throw DeskError.unauthorized }
        try refuseOtherSites(request)
        let (session, account) = try desk.staffSession(secret)
        return Staff(
            agent: account.agent, identity: .agent(account.agent.id), role: account.role, session: session,
            account: account)
    }

    /// - Throws: ``DeskError/forbidden`` for who is no administrator.
    func administrator(_ request: Request) throws -> Staff {
        let staff = try staff(request)
        guard staff.role == .admin else { throw DeskError.forbidden }
        return staff
    }

    /// An agent in a browser: what concerns somebody's own account is no business of programs.
    func signedIn(_ request: Request) throws -> (account: AgentAccount, session: AgentSession) {
        let staff = try staff(request)
        guard let account = staff.account, let session = staff.session else { throw DeskError.forbidden }
        return (account, session)
    }

    /// Lets nobody in but administrators, before a body is read.
    func admitAgent(_ request: Request) throws { _ = try administrator(request) }

    /// The program that shows this key.
    ///
    /// - Throws: ``DeskError/unauthorized``
    func staff(key: String) throws -> Staff {
        if let adminTokenHash, constantTimeEqual(sha256(key.utf8), adminTokenHash) {
            return Staff(agent: nil, identity: .operatorKey, role: .admin)
        }
        guard let secret = StaffSecret(key, prefix: StaffSecret.keyPrefix) else { throw DeskError.unauthorized }
        let found = try desk.apiKey(secret)
        return Staff(agent: nil, identity: .apiKey(found.id), role: found.role)
    }
}
