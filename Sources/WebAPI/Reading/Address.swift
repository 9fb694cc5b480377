import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The ticket that the address names. What can't be an id is no ticket.
    func ticketID(_ request: Request) throws(DeskError) -> TicketID {
        guard let text = request.parameter("id"), let id = TicketID(text) else { throw .notFound }
        return id
    }

    /// The page that the query asks for: `after`, the `next` of the page before, and `limit`.
    func listPage<Entity>(_ request: Request) throws -> (after: Identifier<Entity>?, limit: Int) {
        let after = try request.query("after").map { text throws(DeskError) in
            guard let id = Identifier<Entity>(text) else { throw .invalid(.after) }
            return id
        }
        return (after, try request.query("limit").map { try number($0, in: 1...100, .limit) } ?? 50)
    }

    /// The part of a history that the query asks for: `before`, the oldest id that is known, and `limit`.
    func historyPage(_ request: Request) throws -> (before: MessageID?, limit: Int) {
        let before = try request.query("before").map { try messageID($0, .before) }
        return (before, try request.query("limit").map { try number($0, in: 1...100, .limit) } ?? 50)
    }
}
