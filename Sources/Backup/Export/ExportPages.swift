import Domain
import Glibc
import Store
import Transcript

/// The pages of an export: each conversation, and lists of them.
struct ExportPages {
    /// A browser shows so many rows without effort.
    private static let ticketsAPage = 500
    /// Messages that are in memory at once.
    private static let messagesAtOnce = 200

    let request: ExportFolder.Request
    let draft: String
    let database: DatabaseCopy

    /// Returns how many conversations there are.
    func write(_ progress: (BackupFolder.Progress) -> Void) throws -> Int {
        try makeFolder(draft + "/tickets")
        let index = TranscriptIndex(request.language)
        var (count, number, last) = (0, 1, TicketID?.none)
        while true {
            let page = try database.tickets(in: request.scope, before: last, limit: Self.ticketsAPage + 1)
            let listed = page.prefix(Self.ticketsAPage)
            let rows = try listed.map { ticket in
                (ticket: ticket, user: try database.read { try $0.user(ticket.user) })
            }
            for row in rows {
                try write(row.ticket, row.user)
                count += 1
                progress(.pages(count))
            }
            let isLast = page.count == listed.count
            let html = index.html(
                of: rows, newer: number > 1 ? Self.name(of: number - 1) : nil,
                older: isLast ? nil : Self.name(of: number + 1), address: Self.name(of:))
            let file = try NewFile(draft + "/" + Self.name(of: number))
            try file.write(Array(html.utf8))
            guard !isLast else { return count }
            (number, last) = (number + 1, listed.last?.id)
        }
    }

    private static func name(of page: Int) -> String { page == 1 ? "index.html" : "index-\(page).html" }
    private static func name(of ticket: TicketID) -> String { "tickets/\(ticket).html" }

    private func write(_ ticket: Ticket, _ user: User?) throws {
        let file = try NewFile(draft + "/" + Self.name(of: ticket.id))
        var page = Transcript(request.language, for: request.showsNotes ? .staff : .visitor)
        try file.write(Array(page.head(of: ticket, user: user).utf8))
        var last: MessageID?
        while true {
            let entries = try database.read { reader in
                try reader.transcript(
                    of: ticket.id, after: last, limit: Self.messagesAtOnce, withNotes: request.showsNotes)
            }
            guard let end = entries.last else { break }
            last = end.id
            for entry in entries { try file.write(Array(html(of: entry, &page).utf8)) }
        }
        try file.write(Array(page.end().utf8))
    }

    private func html(of entry: StaffHistoryPage.Entry, _ page: inout Transcript) throws -> String {
        switch entry {
        case .note(let note): return page.html(of: note)
        case .message(let message):
            return try page.parts(of: message, file: file).reduce(into: "") { html, part in
                if case .html(let text) = part { html += text }
            }
        }
    }

    /// Where the content of a file is, seen from a ticket's page.
    private func file(_ attachment: Attachment) throws -> Transcript.File {
        guard let stored = try database.read({ try $0.stored(attachment.id) }) else { return .named }
        let hash = stored.file.filter { $0 != "/" }.prefix(64)
        return .path("../" + ExportFolder.file(hash: String(hash), type: stored.attachment.type ?? ""))
    }
}
