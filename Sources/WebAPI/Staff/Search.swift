import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// `GET /api/admin/search`
    func search(_ request: Request, _: Staff) async throws -> Response {
        let query = try SearchQuery(request.query("q") ?? "")
        let before = try request.query("before").map { try messageID($0, .before) }
        let limit = try request.query("limit").map { try number($0, in: 1...50, .limit) } ?? 20
        let results = try await desk.search(query, before: before, limit: limit)
        return .json { json in
            json.array("tickets") { json in
                for listing in results.tickets {
                    json.object { json in
                        json.member("ticket", staff: listing.ticket)
                        json.member("user", listing.card)
                    }
                }
            }
            json.array("messages") { json in
                for hit in results.texts {
                    json.object { json in
                        json.member("ticket", staff: hit.listing.ticket)
                        json.member("user", hit.listing.card)
                        json.members(of: hit.entry, kind: "kind")
                    }
                }
            }
            json.array("users") { json in
                for hit in results.users {
                    json.object { json in
                        json.member("user", hit.card)
                        json.array("contact", hit.answers)
                        if let ticket = hit.newest { json.member("ticket", staff: ticket) }
                    }
                }
            }
            json.member("next", ifPresent: results.next?.description)
            json.member("complete", results.isComplete)
        }
    }
}
