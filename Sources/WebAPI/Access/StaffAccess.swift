import Crypto
import Desk
import Domain
import HTTPEngine
import HTTPTypes

/// The member of staff or the program that makes a request.
struct Staff: Sendable {
    /// Nil for the operator's key and for API keys.
    let agent: Agent?
    let identity: StaffIdentity
    let role: AgentRole
    /// The agent in whose name API keys are made: the agent themselves, or the one who
    /// made the key. Nil for the operator.
    let maker: AgentID?
    /// What the key is called, if it is one.
    var keyName: String?
    /// The browser's session, if it is a browser.
    var session: AgentSession?
    var account: AgentAccount?
}

/// An agent in a browser.
struct PanelUser: Sendable {
    let account: AgentAccount
    let session: AgentSession
}

extension WebAPI {
    /// Who acts with a request, for the audit log.
    func actor(_ staff: Staff, _ request: Request) -> StaffActor {
        let who: StaffActor.Who =
            switch (staff.agent, staff.identity) {
            case (let agent?, _): .agent(agent)
            case (_, .apiKey(let id)): .apiKey(id, name: staff.keyName ?? "")
            case (_, .operatorKey), (_, .agent): .operatorKey
            }
        return StaffActor(who, on: staff.session == nil ? .api : .panel, from: client(of: request).description)
    }

    func actor(_ user: PanelUser, _ request: Request) -> StaffActor {
        StaffActor(.agent(user.account.agent), on: .panel, from: client(of: request).description)
    }

    /// The member of staff or the program that makes the request, from a bearer key or else from the panel's cookie.
    ///
    /// - Throws: ``DeskError/unauthorized``; ``DeskError/crossSite`` if a page of another site uses the cookie.
    func staff(_ request: Request) throws -> Staff {
        if let key = try bearer(request) { return try staff(key: key) }
        guard let secret = staffCookie(request) else { throw DeskError.unauthorized }
        try refuseOtherSites(request)
        let (session, account) = try desk.staffSession(secret)
        return Staff(
            agent: account.agent, identity: .agent(account.agent.id), role: account.role, maker: account.agent.id,
            session: session, account: account)
    }

    /// - Throws: ``DeskError/forbidden`` for anybody who is not an administrator.
    func administrator(_ request: Request) throws -> Staff {
        let staff = try staff(request)
        guard staff.role == .admin else { throw DeskError.forbidden }
        return staff
    }

    /// The same for calls that browsers do not make by themselves. A caller without a key is told which key is needed.
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

    /// The program or agent that a key belongs to.
    ///
    /// - Throws: ``DeskError/unauthorized``
    func staff(key: String) throws -> Staff {
        if let adminTokenHash = policy.adminTokenHash, constantTimeEqual(sha256(key.utf8), adminTokenHash) {
            return Staff(agent: nil, identity: .operatorKey, role: .admin, maker: nil)
        }
        guard let secret = StaffSecret(key, prefix: StaffSecret.keyPrefix) else { throw DeskError.unauthorized }
        let found = try desk.apiKey(secret)
        return Staff(
            agent: nil, identity: .apiKey(found.key.id), role: found.role, maker: found.key.maker?.agent.id,
            keyName: found.key.name)
    }
}
