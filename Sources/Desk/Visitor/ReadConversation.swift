public import Domain
public import Store

extension Desk {
    /// The most events in one page. A client that has missed more asks again.
    public static let eventPageLimit = 200

    /// A visitor's conversation and a page of its messages.
    public struct Conversation: Sendable {
        public let state: SessionState
        public let ticket: Ticket?
        public let history: HistoryPage
        /// The cursor to resume from. Everything up to it is in the page, if the page is the newest one.
        public let cursor: Cursor
        /// The contact form, if the visitor is to be asked.
        public var contactForm: ContactForm?
    }

    /// The session that belongs to a valid token.
    ///
    /// - Throws: ``DeskError/unauthorized`` if the token is unknown or has expired.
    public func session(_ token: SessionToken) throws -> SessionState {
        try store.read { try $0.valid(token, at: clock()) }
    }

    /// The visitor's running conversation with its newest `limit` messages, or with those before `before`.
    ///
    /// - Throws: ``DeskError/unauthorized``
    public func conversation(of token: SessionToken, before: MessageID? = nil, limit: Int) throws -> Conversation {
        let isAway = openingTimes().map { !$0.isOpen(at: clock()) } ?? false
        return try store.read { reader in
            let state = try reader.valid(token, at: clock())
            let cursor = try reader.cursor()
            guard let chat = state.chat else {
                let nothing = HistoryPage(messages: [], hasMore: false)
                return Conversation(
                    state: state, ticket: nil, history: nothing, cursor: cursor,
                    contactForm: try reader.dueContactForm(state, isAway: isAway))
            }
            return Conversation(
                state: state, ticket: try reader.ticket(chat),
                history: try reader.history(of: chat, before: before, limit: limit), cursor: cursor,
                contactForm: try before == nil ? reader.dueContactForm(state, isAway: isAway) : nil)
        }
    }

    /// What the visitor has missed since `cursor`.
    ///
    /// - Throws: ``DeskError/cursorUnknown``
    public func events(for user: UserID, after cursor: Cursor) throws -> EventPage {
        try store.read { try $0.events(for: user, after: $0.resume(cursor), limit: Self.eventPageLimit) }
    }

    /// The staff's messages that the visitor has not read. They count as read from here on.
    ///
    /// - Throws: ``DeskError/unauthorized``
    public func takeUnread(of token: SessionToken) async throws -> EventPage {
        let page = try unread(of: token)
        if case .messageCreated(let last)? = page.events.last?.change {
            _ = try await markRead(upTo: last.id, in: last.ticket, by: token)
        }
        return page
    }

    /// The staff's messages that the visitor has not read, and the cursor to resume from.
    ///
    /// - Throws: ``DeskError/unauthorized``
    public func unread(of token: SessionToken) throws -> EventPage {
        try store.read { reader in
            let state = try reader.valid(token, at: clock())
            let found =
                try state.chat.map { try reader.unreadSupportMessages(in: $0, limit: Self.eventPageLimit) } ?? []
            let messages = found.onePage(\.weight)
            let events = messages.map {
                Event(cursor: $0.cursor, ticket: $0.ticket, user: state.user.id, change: .messageCreated($0))
            }
            // A full page may not hold everything, so the client resumes right after its last message.
            let isFull = messages.count < found.count || found.count == Self.eventPageLimit
            let cursor = isFull ? messages.last?.cursor : nil
            return EventPage(events: events, cursor: try cursor ?? reader.cursor(), hasMore: isFull)
        }
    }
}
