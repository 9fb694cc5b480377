public import Domain
public import Store
import Words

extension Desk {
    /// A page of what was found.
    public struct SearchResults: Sendable {
        /// A message or a note that was found.
        public struct TextHit: Sendable {
            public let listing: TicketListing
            public let entry: StaffHistoryPage.Entry
        }

        /// A user who was found, with their newest ticket.
        public struct UserHit: Sendable {
            public let card: UserCard
            /// What they have answered to the contact form.
            public let answers: [ContactAnswer]
            public let newest: Ticket?
        }

        /// Found by their subject, or by the number that was asked for; on the first page only.
        public var tickets: [TicketListing] = []
        public var texts: [TextHit] = []
        public var users: [UserHit] = []
        /// Where the next page begins; nil if there is none.
        public var next: MessageID?
        /// Whether the index holds everything that was written so far.
        public var isComplete = true
    }

    /// The most users on the first page.
    static let userHits = 10
    /// The most tickets on the first page.
    static let ticketHits = 10
    /// The most candidates checked for one page, which bounds the work if many words only begin alike.
    static let candidates = 400

    /// Tickets, messages, notes and users that contain all the words, newest first. Archived tickets are included.
    ///
    /// - Throws: ``StoreError/overloaded`` if too many searches are waiting already; ``StoreError/damagedSearch`` until the
    ///   index is made anew.
    public func search(
        _ query: SearchQuery, before: MessageID?, limit: Int
    ) async throws -> SearchResults {
        do {
            return try await searches.run { try self.find(query, before: before, limit: limit) }
        } catch StoreError.damagedSearch {
            wakes.raise(.indexing)
            throw StoreError.damagedSearch
        }
    }

    private func find(_ query: SearchQuery, before: MessageID?, limit: Int) throws -> SearchResults {
        var results = SearchResults()
        var key = before ?? MessageID(rawValue: .max)
        var looked = 0
        while results.texts.count < limit {
            let ids = try store.search.messages(query, before: key, limit: limit)
            try store.read { reader in
                for id in ids where results.texts.count < limit {
                    key = id
                    if let hit = try reader.hit(id), query.isIn(hit.entry.text) { results.texts.append(hit) }
                }
            }
            looked += ids.count
            // A full page may end before the candidates do.
            results.next = ids.count < limit && ids.last.map { $0 == key } ?? true ? nil : key
            guard results.next != nil, looked < Self.candidates else { break }
        }
        let index = try store.search.progress()
        let users = before == nil ? try store.search.users(query, limit: Self.userHits) : []
        let numbered = before == nil ? query.number.map { TicketID(rawValue: $0) } : nil
        let subjects = before == nil ? try store.search.tickets(query, limit: Self.ticketHits) : []
        try store.read { reader in
            results.tickets = try numbered.flatMap(reader.listing).map { [$0] } ?? []
            for id in subjects where id != numbered {
                guard let listing = try reader.listing(id), query.isIn(listing.ticket.subject ?? "") else { continue }
                results.tickets.append(listing)
            }
            results.isComplete = try index >= reader.cursor()
            results.users = try users.compactMap { id in
                try reader.card(of: id).map {
                    .init(card: $0, answers: try reader.contactAnswers(of: id), newest: try reader.newestTicket(of: id))
                }
            }
        }
        return results
    }
}

extension Reader {
    fileprivate func hit(_ id: MessageID) throws -> Desk.SearchResults.TextHit? {
        guard let found = try entry(id), let listing = try listing(found.ticket) else { return nil }
        return .init(listing: listing, entry: found.entry)
    }
}
