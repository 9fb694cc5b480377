import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The ticket in the address. A text that is not an id counts as a ticket that does not exist.
    func ticketID(_ request: Request) throws(DeskError) -> TicketID {
        guard let text = request.parameter("id"), let id = TicketID(text) else { throw .notFound }
        return id
    }

    /// The page of a list that the query asks for: `after`, which is `next` of the page before, and `limit`.
    func listPage<Entity>(_ request: Request) throws -> (after: Identifier<Entity>?, limit: Int) {
        let after = try request.query("after").map { text throws(DeskError) in
            guard let id = Identifier<Entity>(text) else { throw .invalid(.after) }
            return id
        }
        return (after, try request.query("limit").map { try number($0, in: 1...100, .limit) } ?? 50)
    }

    /// The page of a history that the query asks for: `before`, the oldest id that the client has, and `limit`.
    func historyPage(_ request: Request) throws -> (before: MessageID?, limit: Int) {
        let before = try request.query("before").map { try messageID($0, .before) }
        return (before, try request.query("limit").map { try number($0, in: 1...100, .limit) } ?? 50)
    }
}
