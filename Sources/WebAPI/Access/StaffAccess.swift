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
    /// In whose name API keys are made: the agent's, or whoever's key it is. Nil for the operator.
    let maker: AgentID?
    /// The browser, if it is one.
    var session: AgentSession?
    var account: AgentAccount?
}

/// An agent in a browser.
struct PanelUser: Sendable {
    let account: AgentAccount
    let session: AgentSession
}

extension WebAPI {
    /// The member of staff or the program that asks: by a bearer key, else by the panel's cookie.
    ///
    /// - Throws: ``DeskError/unauthorized``; ``DeskError/crossSite`` if another site's page uses the cookie.
    func staff(_ request: Request) throws -> Staff {
        if let key = try bearer(request) { return try staff(key: key) }
        guard let secret = staffCookie(request) else { throw DeskError.unauthorized }
        try refuseOtherSites(request)
        let (session, account) = try desk.staffSession(secret)
        return Staff(
            agent: account.agent, identity: .agent(account.agent.id), role: account.role, maker: account.agent.id,
            session: session, account: account)
    }

    /// - Throws: ``DeskError/forbidden`` for who is no administrator.
    func administrator(_ request: Request) throws -> Staff {
        let staff = try staff(request)
        guard staff.role == .admin else { throw DeskError.forbidden }
        return staff
    }

    /// The same where no browser comes by itself: whoever has no key is told which.
    func programOfAdministrator(_ request: Request) throws -> Staff {
        do {
            return try administrator(request)
        } catch DeskError.unauthorized {
            throw DeskError.keyRequired
        }
    }

    /// - Throws: ``DeskError/forbidden`` for programs.
    func panelUser(_ request: Request) throws -> PanelUser {
        let staff = try staff(request)
        guard let account = staff.account, let session = staff.session else { throw DeskError.forbidden }
        return PanelUser(account: account, session: session)
    }

    /// The program that shows this key.
    ///
    /// - Throws: ``DeskError/unauthorized``
    func staff(key: String) throws -> Staff {
        if let adminTokenHash, constantTimeEqual(sha256(key.utf8), adminTokenHash) {
            return Staff(agent: nil, identity: .operatorKey, role: .admin, maker: nil)
        }
        guard let secret = StaffSecret(key, prefix: StaffSecret.keyPrefix) else { throw DeskError.unauthorized }
        let found = try desk.apiKey(secret)
        return Staff(
            agent: nil, identity: .apiKey(found.key.id), role: found.role, maker: found.key.maker?.agent.id)
    }
}
