import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime

extension WebAPI {
    /// `GET /api/admin/poll`: what the live channel would say, for whoever can't have one.
    func staffPoll(_ request: Request, _ caller: Staff) async throws -> Response {
        let wait = try request.query("wait").map { try number($0, in: 0...Self.longestWait, .wait) } ?? 0
        guard let cursor = Cursor(request.query("after") ?? "") else { throw DeskError.invalid(.after) }
        let page = try await staffEvents(after: cursor, wait: wait, caller.identity, request)
        // The credential may have been taken away meanwhile.
        if wait > 0 { _ = try staff(request) }
        return .json { json in
            json.array("events") { json in
                for event in page.events { json.raw(ServerFrame.staff(event).encoded()) }
            }
            json.member("cursor", page.cursor.description)
            json.member("more", page.hasMore)
        }
    }

    /// Listens first and asks second, so that nothing falls between.
    private func staffEvents(
        after cursor: Cursor, wait: Int, _ identity: StaffIdentity, _ request: Request
    ) async throws -> StaffEventPage {
        guard wait > 0 else { return try desk.staffEvents(after: cursor) }
        let news = Wake()
        let slot = try slot(staffSlots, of: identity.description, request, news)
        defer { slot.letGo() }
        let subscription = desk.listen(as: .agents) { signal in
            if case .frame(let frame) = signal, frame.cursor == nil { return }
            news.raise()
        }
        defer { subscription.end() }
        let page = try desk.staffEvents(after: cursor)
        guard page.events.isEmpty else { return page }
        await news.sleep(atMost: .seconds(wait))
        return try desk.staffEvents(after: cursor)
    }
}
