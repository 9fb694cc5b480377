import Domain
import JSON

/// A file of the audit log, for other programs.
enum AuditFormat: String {
    case csv
    /// A JSON object on each line. https://jsonlines.org
    case jsonl

    var contentType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .jsonl: "application/jsonl"
        }
    }

    /// What stands before the first entry. Spreadsheets take CSV for UTF-8 by its mark.
    var head: [UInt8] {
        switch self {
        case .csv:
            Array(
                "\u{FEFF}id,at,actor,actor_id,actor_name,action,object,object_id,object_name,detail,count,surface,address\r\n"
                    .utf8)
        case .jsonl: []
        }
    }

    func line(_ entry: AuditEntry) -> [UInt8] {
        switch self {
        case .csv: Array((Self.cells(of: entry).map(Self.cell).joined(separator: ",") + "\r\n").utf8)
        case .jsonl: JSONWriter.object { $0.members(of: entry) } + [UInt8(ascii: "\n")]
        }
    }

    private static func cells(of entry: AuditEntry) -> [String] {
        [
            entry.id.description, entry.time.description, entry.actor.kind.rawValue,
            entry.actor.id.map(String.init) ?? "", entry.actor.name ?? "", entry.action.rawValue,
            entry.object?.kind.rawValue ?? "", entry.object.map { String($0.id) } ?? "", entry.object?.name ?? "",
            entry.detail ?? "", String(entry.count), entry.surface.rawValue, entry.address ?? "",
        ]
    }

    /// In quotes where RFC 4180 wants them. What a spreadsheet would take for a formula gets an apostrophe before it: names
    /// are chosen by people, and a formula in one would run on the computer of whoever opens the file.
    /// https://owasp.org/www-community/attacks/CSV_Injection
    static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
