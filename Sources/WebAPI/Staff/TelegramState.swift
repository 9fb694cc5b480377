import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Relay
import Store
import Telegram

extension WebAPI {
    /// `GET /api/admin/undelivered`
    func undelivered(_ request: Request, _: Staff) throws -> Response {
        let (before, limit) = try historyPage(request)
        let rows = try desk.undelivered(before: before?.rawValue, limit: limit + 1)
        return .json { json in
            json.array("undelivered") { json in
                for row in rows.prefix(limit) {
                    json.object { json in
                        json.member("id", String(row.id))
                        json.member("ticket_id", row.ticket.description)
                        json.member("message_id", ifPresent: row.message?.description)
                        json.member("notice", ifPresent: row.notice)
                        json.member("reason", row.reason)
                        json.member("failed_at", row.failedAt.description)
                    }
                }
            }
            json.member("has_more", rows.count > limit)
        }
    }

    /// `GET /api/admin/telegram`
    func telegramState(_ request: Request, _: Staff) throws -> Response {
        let (report, relay) = (try desk.outboxReport(), options.telegram?.relay)
        return .json { json in
            json.member("connected", relay != nil)
            json.member("waiting", report.waiting)
            json.member("oldest_waiting_since", ifPresent: report.oldest?.description)
            json.member("lag_seconds", report.lag)
            json.member("undelivered", report.failed)
            if let trouble = relay?.trouble {
                let (code, reason) = trouble.code
                json.member("trouble", trouble.description)
                json.member("trouble_code", code)
                json.member("trouble_reason", ifPresent: reason)
            }
            json.member("paused_seconds", relay?.pause.components.seconds ?? 0)
        }
    }
}
