import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `GET /api/admin/audit`
    func auditLog(_ request: Request, _: Staff) throws -> Response {
        let (before, limit) = try historyPage(request)
        let entries = try desk.auditEntries(
            try auditFilter(request), before: before.map { AuditID(rawValue: $0.rawValue) }, limit: limit + 1)
        return .json { json in
            json.array("entries") { json in
                for entry in entries.prefix(limit) { json.object { $0.members(of: entry) } }
            }
            json.member("has_more", entries.count > limit)
        }
    }

    /// `GET /api/admin/audit/export`: all of it, the latest first, as CSV or as a JSON object on each line.
    func exportAuditLog(_ request: Request, _ staff: Staff) async throws -> Response {
        let filter = try auditFilter(request)
        guard let format = AuditFormat(rawValue: request.query("format") ?? AuditFormat.csv.rawValue) else {
            throw DeskError.invalid(.format)
        }
        // The export is in itself, so that whoever reads it knows who has it.
        try await desk.audit(.auditExported, detail: format.rawValue, by: actor(staff, request))
        let fields: HTTPFields = [
            .contentType: format.contentType, .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"otvet-audit.\(format.rawValue)\"",
        ]
        return Response(
            .ok, fields: fields,
            body: .stream { [desk] writer in
                try await writer.write(format.head)
                var before: AuditID?
                while true {
                    let entries = try desk.auditEntries(filter, before: before, limit: Self.exportPage)
                    guard let last = entries.last else { return }
                    try await writer.write(entries.flatMap(format.line))
                    before = last.id
                }
            })
    }

    /// Few enough that no other request waits while they are read.
    private static let exportPage = 500

    private func auditFilter(_ request: Request) throws(DeskError) -> AuditFilter {
        var filter = AuditFilter()
        if let text = request.query("action") {
            guard let action = AuditAction(rawValue: text) else { throw .invalid(.action) }
            filter.action = action
        }
        if let text = request.query("actor") {
            guard let actor = AuditFilter.Actor(text) else { throw .invalid(.actor) }
            filter.actor = actor
        }
        return filter
    }
}

extension AuditFilter.Actor {
    /// Reads `agent:7`, `api_key:3`, or the name of a kind of which there is only one.
    fileprivate init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = AuditedActor.Kind(rawValue: String(parts[0])) else { return nil }
        let isNumbered = kind == .agent || kind == .apiKey
        guard isNumbered == (parts.count == 2) else { return nil }
        guard isNumbered else {
            self.init(kind: kind)
            return
        }
        guard let id = AuditID(parts[1]) else { return nil }
        self.init(kind: kind, id: id.rawValue)
    }
}

extension JSONWriter {
    mutating func members(of entry: AuditEntry) {
        member("id", entry.id.description)
        member("at", entry.time.description)
        object("actor") { json in
            json.member("kind", entry.actor.kind.rawValue)
            json.member("id", ifPresent: entry.actor.id.map(String.init))
            json.member("name", ifPresent: entry.actor.name)
        }
        member("action", entry.action.rawValue)
        if let object = entry.object {
            self.object("object") { json in
                json.member("kind", object.kind.rawValue)
                json.member("id", String(object.id))
                json.member("name", ifPresent: object.name)
            }
        }
        member("detail", ifPresent: entry.detail)
        member("count", entry.count)
        member("surface", entry.surface.rawValue)
        member("address", ifPresent: entry.address)
    }
}
