import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// The longest that a poll waits, in seconds: below the 30 s after which the strictest proxies give up.
    static let longestWait = 25

    /// `GET /api/support/chat/poll`
    func poll(_ request: Request) async throws -> Response {
        try limit(.address, request)
        let token = try requiredVisitorToken(request)
        let wait = try request.query("wait").map { try number($0, in: 0...Self.longestWait, .wait) } ?? 0
        guard let text = request.query("after") else {
            return pollResponse(try desk.unread(of: token))
        }
        guard let cursor = Cursor(text) else { throw DeskError.invalid(.after) }
        return pollResponse(try await events(of: token, after: cursor, wait: wait))
    }

    /// Listens first and asks second, so that nothing falls between.
    private func events(of token: SessionToken, after cursor: Cursor, wait: Int) async throws -> EventPage {
        let user = try desk.session(token).user.id
        guard wait > 0 else { return try desk.events(for: user, after: cursor) }
        let news = Wake()
        let subscription = desk.hub.subscribe(.user(user)) { signal in
            if case .frame(let frame) = signal, frame.cursor == nil { return }
            news.raise()
        }
        defer { subscription.end() }
        let page = try desk.events(for: user, after: cursor)
        guard page.events.isEmpty else { return page }
        await news.sleep(atMost: .seconds(wait))
        // The session may have ended meanwhile, or be another user's.
        return try desk.events(for: try desk.session(token).user.id, after: cursor)
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

func number(_ text: String, in range: ClosedRange<Int>, _ field: DeskError.Field) throws(DeskError) -> Int {
    guard let value = Int(text), range.contains(value) else { throw .invalid(field) }
    return value
}
