public import Domain
import Logging
public import Store

extension Desk {
    /// A session that was opened just now, and its token, which is told once.
    public struct OpenedSession: Sendable {
        public let state: SessionState
        public let token: SessionToken
    }

    /// A new anonymous visitor.
    public func openSession(context: VisitorContext) async throws -> OpenedSession {
        let token = SessionToken.random()
        let now = clock()
        let state = try await store.write {
            try $0.openSession(tokenHash: token.hash, context: context, now: now)
        }
        Log.session.info("opened", metadata: ["session": "\(state.session.id)"])
        return OpenedSession(state: state, token: token)
    }

    /// Goes on with a session: gives it its full lifetime again, and notes where its visitor is now.
    public func resumeSession(_ token: SessionToken, context: VisitorContext) async throws -> SessionState {
        let now = clock()
        return try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            try transaction.renewSession(state.session.id, context: context, now: now)
            return try transaction.read.valid(token, at: now)
        }
    }
}

extension Reader {
    /// The session of a token that may be used now.
    func valid(_ token: SessionToken, at now: Timestamp) throws -> SessionState {
        guard let state = try session(tokenHash: token.hash), try !isPast(state.session.expiresAt, now: now) else {
            throw DeskError.unauthorized
        }
        return state
    }
}
