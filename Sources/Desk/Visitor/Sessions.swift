public import Domain
import Logging
public import Store

extension Desk {
    /// A new session and its token, which is shown only here.
    public struct OpenedSession: Sendable {
        public let state: SessionState
        public let token: SessionToken
    }

    /// Opens a session for a new anonymous visitor.
    public func openSession(context: VisitorContext) async throws -> OpenedSession {
        let token = SessionToken.random()
        let now = clock()
        let state = try await store.write {
            try $0.openSession(tokenHash: token.hash, context: context, now: now)
        }
        Log.session.info("opened", metadata: ["session": "\(state.session.id)"])
        return OpenedSession(state: state, token: token)
    }

    /// Continues a session: renews its full lifetime, and notes the visitor's present page and browser.
    ///
    /// - Throws: ``DeskError/unauthorized``
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
    /// The session that belongs to a token which is valid at `now`.
    ///
    /// - Throws: ``DeskError/unauthorized`` if the token is unknown or has expired.
    func valid(_ token: SessionToken, at now: Timestamp) throws -> SessionState {
        guard let state = try session(tokenHash: token.hash), try !isPast(state.session.expiresAt, now: now) else {
            throw DeskError.unauthorized
        }
        return state
    }
}
