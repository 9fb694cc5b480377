public import Domain
import Logging
import Store

extension Desk {
    /// The time of a session's last use is stored no more often than this, or each use would cost a write.
    static let useNoteInterval = Duration.seconds(300)
    /// The most sessions in one list. An agent has no more.
    static let sessionListLimit = 100

    /// The session that belongs to a browser's secret, and its agent's account.
    ///
    /// - Throws: ``DeskError/unauthorized`` if it is unknown or has expired, or the agent is disabled.
    public func staffSession(_ secret: StaffSecret) throws -> (session: AgentSession, account: AgentAccount) {
        let now = clock()
        guard let found = try store.read({ try $0.agentSession(tokenHash: secret.hash) }),
            found.session.isValid(at: now), !found.account.isDisabled
        else { throw DeskError.unauthorized }
        if found.session.usedAt.advanced(by: Self.useNoteInterval) < now {
            note { try $0.renewAgentSession(found.session.id, now: now) }
        }
        return found
    }

    /// The API key that belongs to a secret, and the role that it has now.
    ///
    /// - Throws: ``DeskError/unauthorized`` if the key is unknown, or the agent who made it is disabled.
    public func apiKey(_ secret: StaffSecret) throws -> (key: APIKey, role: AgentRole) {
        guard let key = try store.read({ try $0.apiKey(hash: secret.hash) }), let role = key.presentRole else {
            throw DeskError.unauthorized
        }
        let day: Int64 = 86_400_000
        let today = Timestamp(milliseconds: clock().milliseconds / day * day)
        if key.lastUsedDay != today { note { try $0.noteUse(of: key.id, day: today) } }
        return (key, role)
    }

    /// Writes in the background; nobody waits for it.
    private func note(_ body: @escaping @Sendable (Transaction) throws -> Void) {
        Task {
            do {
                try await store.write(body)
            } catch {
                Log.staff.error("use not noted", metadata: ["error": "\(error)"])
            }
        }
    }

    /// The agent's valid sessions, at most ``sessionListLimit``.
    public func staffSessions(of agent: AgentID) throws -> [AgentSession] {
        let now = clock()
        return try store.read { try $0.agentSessions(of: agent, limit: Self.sessionListLimit) }
            .filter { $0.isValid(at: now) }
    }

    /// - Throws: ``DeskError/notFound`` if the agent has no such session.
    public func endStaffSession(_ id: AgentSessionID, of agent: AgentID, by actor: StaffActor) async throws {
        try await end(of: agent, .sessionEnded, by: actor) { transaction in
            guard try transaction.endSession(id, of: agent) else { throw DeskError.notFound }
        }
    }

    /// Ends all sessions of the agent, except `kept`.
    public func endStaffSessions(
        of agent: AgentID, except kept: AgentSessionID?, by actor: StaffActor
    ) async throws {
        try await end(of: agent, .sessionEnded, detail: "all", by: actor) {
            try $0.endSessions(of: agent, except: kept)
        }
    }

    /// Ends the session in which somebody says that they leave.
    ///
    /// - Throws: ``DeskError/notFound`` if it has ended already.
    public func signOut(_ session: AgentSession, by actor: StaffActor) async throws {
        try await end(of: session.agent, .signedOut, by: actor) { transaction in
            guard try transaction.endSession(session.id, of: session.agent) else { throw DeskError.notFound }
        }
    }

    private func end(
        of agent: AgentID, _ action: AuditAction, detail: String? = nil, by actor: StaffActor,
        _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        let now = clock()
        try await store.write { transaction in
            try body(transaction)
            let account = try transaction.existing(agent)
            try transaction.audit(action, of: .agent(account.agent), detail: detail, by: actor, now: now)
        }
    }
}
