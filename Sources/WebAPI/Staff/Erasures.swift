import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Store

extension WebAPI {
    /// The most erasures, and the most topics, in one answer.
    private static let reported = 100

    /// `GET /api/admin/users/{id}/stored`
    func storedOfUser(_ request: Request, _: Staff) throws -> Response {
        let holdings = try desk.holdings(of: userID(request))
        return .json { json in
            json.member("user_id", holdings.user.id.description)
            json.members(of: holdings.stored)
            json.member("sessions", holdings.sessions)
            json.member("topics", holdings.topics)
        }
    }

    /// `DELETE /api/admin/users/{id}`
    func eraseUser(_ request: Request, _ staff: Staff) async throws -> Response {
        let erasure = try await desk.erase(userID(request), by: actor(staff, request))
        return .json { json in
            json.object("erasure") { $0.members(of: erasure) }
        }
    }

    /// `GET /api/admin/erasures`
    func erasures(_ request: Request, _: Staff) throws -> Response {
        let report = try desk.erasureReport(limit: Self.reported)
        return .json { json in
            json.array("erasures") { json in
                for erasure in report.erasures { json.object { $0.members(of: erasure) } }
            }
            json.array("topics") { json in
                for (topic, posts) in report.topics {
                    json.object { json in
                        json.member("chat_id", String(topic.chat))
                        json.member("thread_id", String(topic.thread))
                        json.member("ticket_id", topic.ticket.description)
                        json.member("refused", topic.isRefused)
                        json.member("posts", posts)
                        json.member("reason", ifPresent: topic.reason)
                    }
                }
            }
            json.member("waits_for_start", report.waitsForStart)
        }
    }

    private func userID(_ request: Request) throws -> UserID {
        guard let id = request.parameter("id").flatMap({ UserID($0) }) else { throw DeskError.notFound }
        return id
    }
}

extension JSONWriter {
    fileprivate mutating func members(of erasure: Erasure) {
        member("id", erasure.id.description)
        member("user_id", erasure.user.description)
        member("requested_at", erasure.requestedAt.description)
        member("erased_at", ifPresent: erasure.erasedAt?.description)
        member("purged_at", ifPresent: erasure.purgedAt?.description)
        members(of: erasure.removed)
    }

    fileprivate mutating func members(of data: RemovedData) {
        member("tickets", data.tickets)
        member("messages", data.messages)
        member("notes", data.notes)
        member("files", data.files)
    }
}
