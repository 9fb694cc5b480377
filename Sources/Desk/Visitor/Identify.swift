public import Domain
import Logging
public import Store
import Words

extension Desk {
    /// A session whose user the host site has identified.
    public struct IdentifiedSession: Sendable {
        public let state: SessionState
        /// The session's new token; nil if the present one stays valid.
        public let newToken: SessionToken?
    }

    /// Identifies the visitor as the user whom the host site names. If there is no session, one is opened.
    ///
    /// What an anonymous visitor wrote joins the conversations of that user, since it was written in the session that
    /// is now identified. If the session belonged to another user of the site, only the session changes hands. Whenever
    /// the session gets another user, it gets a new token too, and the old token ends.
    ///
    /// - Parameter mayReplace: Whether the session may be taken from another user, or an anonymous
    ///   conversation joined to this one.
    /// - Throws: ``DeskError/sessionTaken`` if that would be necessary and is not allowed.
    public func identify(
        _ token: SessionToken?, as identity: VisitorIdentity, context: VisitorContext, mayReplace: Bool = true
    ) async throws -> IdentifiedSession {
        let now = clock()
        let (isMirrored, words) = (isMirrored, words)
        let fresh = SessionToken.random()
        let identified = try await store.write { transaction in
            guard let token else {
                let user = try transaction.user(of: identity, now: now)
                let state = try transaction.openSession(of: user, tokenHash: fresh.hash, context: context, now: now)
                try transaction.boundSessions(of: user.id)
                return IdentifiedSession(state: state, newToken: fresh)
            }
            let state = try transaction.read.valid(token, at: now)
            try transaction.renewSession(state.session.id, context: context, now: now)
            if try transaction.read.user(of: identity) == state.user.id {
                try transaction.setIdentity(identity, of: state.user.id, now: now)
                return IdentifiedSession(state: try transaction.read.valid(token, at: now), newToken: nil)
            }
            guard mayReplace || state.user.externalID == nil && state.chat == nil else { throw DeskError.sessionTaken }
            let user = try transaction.identify(state, as: identity, isMirrored, words, now: now)
            try transaction.moveSession(state.session, to: user, tokenHash: fresh.hash)
            if state.user.id != user, state.user.externalID == nil { try transaction.removeUser(state.user.id) }
            return IdentifiedSession(state: try transaction.read.valid(fresh, at: now), newToken: fresh)
        }
        Log.session.info("identified", metadata: ["session": "\(identified.state.session.id)"])
        return identified
    }

    /// Ends the visitor's session. What they wrote stays theirs, and is there again when they are identified.
    public func signOut(_ token: SessionToken) async throws {
        let now = clock()
        try await store.write { transaction in
            try transaction.endSession(try transaction.read.valid(token, at: now).session)
        }
    }
}

extension Transaction {
    fileprivate func user(of identity: VisitorIdentity, now: Timestamp) throws -> User {
        let id = try read.user(of: identity) ?? makeUser(now: now)
        try setIdentity(identity, of: id, now: now)
        guard let user = try read.user(id) else { throw DeskError.notFound }
        return user
    }

    /// Returns the user for whom the session acts from here on: another user, or the same
    /// one, who was anonymous until now.
    fileprivate func identify(
        _ state: SessionState, as identity: VisitorIdentity, _ isMirrored: Bool, _ words: TeamWords, now: Timestamp
    ) throws -> UserID {
        guard state.user.externalID == nil else {
            // Somebody else has signed in at this browser. They do not get what the previous user wrote.
            return try user(of: identity, now: now).id
        }
        guard let known = try read.user(of: identity) else {
            try setIdentity(identity, of: state.user.id, now: now)
            if let chat = state.chat { try announce(in: chat, earlier: nil, isMirrored, words) }
            return state.user.id
        }
        try setIdentity(identity, of: known, now: now)
        try join(state, to: known, isMirrored, words, now: now)
        return known
    }

    /// Moves everything of an anonymous user to the known user they have turned out to be.
    private func join(
        _ state: SessionState, to known: UserID, _ isMirrored: Bool, _ words: TeamWords, now: Timestamp
    ) throws {
        let other = try read.chat(of: known)
        try moveConversations(of: state.user.id, to: known)
        if let chat = state.chat {
            if let other, try read.existing(other).isAhead(of: try read.existing(chat)) {
                try makeTicket(of: chat)
            } else {
                try setChat(chat, of: known)
                if let other { try makeTicket(of: other) }
            }
            try announce(in: chat, earlier: other, isMirrored, words)
        }
        // Otherwise somebody could end a ban by being identified.
        if state.isBanned { try setBanned(true, user: known, now: now) }
    }

    /// Tells the staff who a visitor is, in a topic that was opened while the visitor was anonymous.
    private func announce(
        in chat: TicketID, earlier: TicketID?, _ isMirrored: Bool, _ words: TeamWords
    ) throws {
        guard isMirrored, try read.hasTopic(chat), let ticket = try read.ticket(chat) else { return }
        guard let user = try read.user(ticket.user) else { throw DeskError.notFound }
        let lines = [words.signedIn] + words.identity(of: user).map { $0.map(\.text).joined() }
        let more = earlier.map { [words.alsoWroteIn($0)] } ?? []
        try enqueueNotice((lines + more).joined(separator: "\n"), ticket: chat)
    }
}

extension Ticket {
    /// Which of two running conversations stays the running one: an open one before a closed one, then the newer one.
    fileprivate func isAhead(of other: Ticket) -> Bool {
        guard (status == .closed) == (other.status == .closed) else { return other.status == .closed }
        return (lastMessageAt ?? createdAt) > (other.lastMessageAt ?? other.createdAt)
    }
}
