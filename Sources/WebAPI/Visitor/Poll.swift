import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// The longest wait of a poll in seconds: less than the 30 s after which the strictest proxies give up.
    static let longestWait = 25

    /// `GET /api/support/chat/poll`
    func poll(_ request: Request, _ token: SessionToken) async throws -> Response {
        let wait = try request.query("wait").map { try number($0, in: 0...Self.longestWait, .wait) } ?? 0
        guard let text = request.query("after") else {
            return pollResponse(try await desk.takeUnread(of: token))
        }
        guard let cursor = Cursor(text) else { throw DeskError.invalid(.after) }
        return pollResponse(try await events(of: token, after: cursor, wait: wait, request))
    }

    /// Subscribes first and reads the store second, so that nothing is missed in between.
    private func events(
        of token: SessionToken, after cursor: Cursor, wait: Int, _ request: Request
    ) async throws -> EventPage {
        let state = try desk.session(token)
        let user = state.user.id
        guard wait > 0 else { return try desk.events(for: user, after: cursor) }
        let news = Wake()
        let slot = try slot(visitorSlots, of: state.session.id.description, request, news)
        defer { slot.letGo() }
        let subscription = desk.listen(as: .user(user)) { signal in
            if case .frame(let frame) = signal, frame.cursor == nil { return }
            news.raise()
        }
        defer { subscription.end() }
        let page = try desk.events(for: user, after: cursor)
        guard page.events.isEmpty else { return page }
        await news.sleep(atMost: .seconds(wait))
        // The session may have ended meanwhile, or may have got another user.
        return try desk.events(for: try desk.session(token).user.id, after: cursor)
    }

    /// A slot for a poll that waits. If the slot is given to another client, the poll is answered at once.
    ///
    /// - Throws: ``DeskError/rateLimited(retryAfter:)`` if there is none.
    func slot(_ slots: LiveSlots, of session: String, _ request: Request, _ news: Wake) throws(DeskError) -> LiveSlot {
        let slot = slots.take(.poll, session: session, network: client(of: request).network) { news.raise() }
        guard let slot else { throw .rateLimited(retryAfter: 5) }
        return slot
    }

    private func pollResponse(_ page: EventPage) -> Response {
        .json { json in
            json.array("messages") { json in
                for event in page.events {
                    if case .messageCreated(let message) = event.change { json.message(message) }
                }
            }
            json.array("events") { json in
                for event in page.events {
                    if case .messageCreated = event.change { continue }
                    json.raw(ServerFrame.event(event).encoded())
                }
            }
            json.member("cursor", page.cursor.description)
            json.member("more", page.hasMore)
        }
    }
}
