public import Domain
import Logging
public import Store

extension Desk {
    /// A session whose visitor the host site knows, and its token if it was opened just now.
    public struct IdentifiedSession: Sendable {
        public let state: SessionState
        public let newToken: SessionToken?
    }

    /// The visitor is who the host site says. Without a session one is opened.
    ///
    /// What an anonymous visitor wrote joins the conversations of that user, since it was written in the very session that
    /// is identified now. A session that another user of the site had changes hands, and nothing else does.
    public func identify(
        _ token: SessionToken?, as identity: VisitorIdentity, context: VisitorContext
    ) async throws -> IdentifiedSession {
        let now = clock()
        let group = group
        let fresh = token == nil ? SessionToken.random() : nil
        let state = try await store.write { transaction in
            guard let token else {
                let user = try transaction.user(of: identity, now: now)
                let state = try transaction.openSession(
                    of: user, tokenHash: fresh?.hash ?? [], context: context, now: now)
                try transaction.boundSessions(of: user.id)
                return state
            }
            let state = try transaction.read.valid(token, at: now)
            try transaction.renewSession(state.session.id, context: context, now: now)
            try transaction.identify(state, as: identity, group: group, now: now)
            return try transaction.read.valid(token, at: now)
        }
        Log.session.info("identified", metadata: ["session": "\(state.session.id)"])
        return IdentifiedSession(state: state, newToken: fresh)
    }

    /// Ends the visitor's session. What they wrote stays theirs, and waits for them to be identified again.
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
        try setIdentity(identity, of: id)
        guard let user = try read.user(id) else { throw DeskError.notFound }
        return user
    }

    fileprivate func identify(
        _ state: SessionState, as identity: VisitorIdentity, group: Int64?, now: Timestamp
    ) throws {
        let known = try read.user(of: identity)
        if known == state.user.id { return try setIdentity(identity, of: state.user.id) }
        guard state.user.externalID == nil else {
            // Somebody else has signed in at this browser: what the one before wrote is not theirs.
            let user = try user(of: identity, now: now).id
            return try moveSession(state.session, to: user)
        }
        guard let known else {
            try setIdentity(identity, of: state.user.id)
            if let chat = state.chat { try announce(state.user.id, in: chat, earlier: nil, group: group) }
            return
        }
        try setIdentity(identity, of: known)
        try join(state, to: known, group: group, now: now)
    }

    /// An anonymous user turns out to be one who is known: everything of theirs moves, and they are gone.
    private func join(_ state: SessionState, to known: UserID, group: Int64?, now: Timestamp) throws {
        let other = try read.chat(of: known)
        try moveSession(state.session, to: known)
        try moveConversations(of: state.user.id, to: known)
        if let chat = state.chat {
            if let other, try read.existing(other).isAhead(of: try read.existing(chat)) {
                try makeTicket(of: chat)
            } else {
                try setChat(chat, of: known)
                if let other { try makeTicket(of: other) }
            }
            try announce(known, in: chat, earlier: other, group: group)
        }
        // Or a ban would end with a signature.
        if state.isBanned { try setBanned(true, user: known, now: now) }
        try removeUser(state.user.id)
    }

    /// Tells the staff, in a topic that was opened for an unknown visitor, who it is.
    private func announce(_ user: UserID, in chat: TicketID, earlier: TicketID?, group: Int64?) throws {
        guard let group, try read.topic(of: chat, in: group) != nil, let user = try read.user(user) else { return }
        let lines = ["The visitor has signed in:"] + VisitorCard.identity(of: user)
        let more = earlier.map { ["Also wrote in #\($0)."] } ?? []
        try enqueueNotice((lines + more).joined(separator: "\n"), ticket: chat)
    }
}

extension Ticket {
    /// Which of two running conversations goes on as the one: what is closed gives way, else what is older.
    fileprivate func isAhead(of other: Ticket) -> Bool {
        guard (status == .closed) == (other.status == .closed) else { return other.status == .closed }
        return (lastMessageAt ?? createdAt) > (other.lastMessageAt ?? other.createdAt)
    }
}
