public import Domain

/// A page that lists conversations, for staff.
public struct TranscriptIndex: Sendable {
    private let page: Transcript

    public init(_ language: TranscriptLanguage) { page = Transcript(language, for: .staff) }

    /// - Parameters:
    ///   - newer: The address of the page before this one.
    ///   - older: The address of the next one.
    ///   - address: That of a ticket's page.
    public func html(
        of tickets: [(ticket: Ticket, user: User?)], newer: String?, older: String?, address: (TicketID) -> String
    ) -> String {
        let words = page.words
        let rows = tickets.map { ticket, user in
            // Without a subject the number is its name already.
            let number = ticket.subject == nil ? [] : [words.ticket(ticket.id)]
            let facts =
                number + [
                    user?.name ?? words.visitor, words.statuses[ticket.status] ?? "",
                    page.date(of: ticket.lastMessageAt ?? ticket.createdAt),
                ]
            let preview =
                ticket.lastMessagePreview.map { "<div class=\"hint\" dir=\"auto\">\(escaped($0))</div>" } ?? ""
            return "<li><a href=\"\(escaped(address(ticket.id)))\" dir=\"auto\">\(escaped(page.name(of: ticket)))</a>"
                + "<p class=\"hint\">\(joined(facts))</p>\(preview)</li>\n"
        }
        let links = [(newer, words.newer), (older, words.older)].compactMap { address, name in
            address.map { "<a href=\"\(escaped($0))\">\(name)</a>\n" }
        }
        return TranscriptStyle.head(words.conversations, page.language) + """
            <body>
            <header>
            <h1>\(words.conversations)</h1>
            <p>\(words.zone(page.zone))</p>
            </header>
            <main>
            <ul>
            \(rows.joined())</ul>
            \(rows.isEmpty ? "<p class=\"hint\">\(words.nothing)</p>\n" : "")<nav>
            \(links.joined())</nav>
            </main>
            </body>
            </html>

            """
    }
}

/// Facts side by side, each in its own direction of writing.
func joined(_ facts: [String]) -> String { facts.map { "<bdi>\(escaped($0))</bdi>" }.joined(separator: " · ") }
