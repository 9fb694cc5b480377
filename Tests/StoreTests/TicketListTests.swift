import Domain
import TestSupport
import Testing

@testable import Store

/// Lists of tickets: their order, their counts, and the indexes that they are read from.
@Suite struct TicketListTests {
    /// Every list is one range of an index, or a merge of ranges, and none is ever sorted.
    @Test(arguments: TicketFilter.allCases)
    func list_isReadFromItsIndex_unsorted(filter: TicketFilter) throws {
        let plans = try Plans()
        let plan = try plans.plan(of: "\(filter.sql)")
        let index =
            filter == .mine ? "tickets_by_agent" : "tickets_by_status"
        #expect(plan.contains { $0.contains("USING COVERING INDEX \(index)") || $0.contains("USING INDEX \(index)") })
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") && !$0.contains(index) })
    }

    /// Counts come from a table of four rows, and from one index that is left after so many entries.
    @Test func counts_lookAtNoList() throws {
        let plans = try Plans()
        let mine = try plans.plan(of: "\(TicketFilter.countMine)")
        #expect(mine.contains { $0.contains("COVERING INDEX tickets_by_agent (assigned_agent_id=? AND status=?)") })
        #expect(!mine.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN tickets") })
        for table in ["telegram_posts", "undelivered"] {
            let plan = try plans.plan(
                of: "SELECT DISTINCT message_id FROM \(table) WHERE ticket_id = 1 AND message_id BETWEEN 2 AND 3")
            #expect(plan.contains { $0.contains("COVERING INDEX") && $0.contains("message_id>?") }, "\(plan)")
        }
    }

    @Test func counts_areThoseOfTheLists_upToABound() async throws {
        let fixture = try StoreFixture()
        let agent = try await fixture.store.write { try $0.agent(telegramUser: 5, name: "Olga", now: .now()).id }
        func count(_ agent: AgentID?) throws -> [TicketFilter: Int] {
            try fixture.store.read { try $0.ticketCounts(agent: agent) }
        }
        #expect(try count(agent).values.allSatisfy { $0 == 0 })
        var random = SplitMix(seed: 7)
        var chats: [(user: UserID, ticket: TicketID)] = []
        for _ in 0..<150 {
            if chats.count < 20 { chats.append(try await fixture.chat()) }
            let chat = chats.randomElement(using: &random) ?? chats[0]
            switch Int.random(in: 0..<4, using: &random) {
            case 0: try await fixture.post("question", in: chat)
            case 1:
                // As the desk does it: what is answered has been read.
                try await fixture.post("answer", by: .agent, in: chat)
            case 2:
                let owner = Bool.random(using: &random) ? agent : nil
                try await fixture.store.write { try $0.assign(chat.ticket, to: owner) }
            default:
                let status: TicketStatus = [.open, .closed, .archived].randomElement(using: &random) ?? .open
                try await fixture.store.write { transaction in
                    let ticket = try #require(try transaction.read.ticket(chat.ticket))
                    try transaction.setStatus(status, of: ticket, now: .now())
                }
            }
        }
        for filter in TicketFilter.allCases {
            let listed = try fixture.store.read { try $0.tickets(filter, agent: agent, after: nil, limit: 100).tickets }
            #expect(try count(agent)[filter] == listed.count, "\(filter)")
        }
        #expect(try count(nil)[.mine] == nil)
        let owner = chats[0].user
        try await fixture.store.write { transaction in
            try transaction.connection.execute(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)
                INSERT INTO tickets (user_id, kind, status, created_at, assigned_agent_id)
                SELECT ?, 'ticket', 'closed', 1, ? FROM n
                """, owner, agent)
        }
        let many = try count(agent)
        #expect(many[.closed] == 1000 && many[.mine] == 1000 && many[.all] == 1000)
    }

    @Test func ownTickets_andWhatIsDue_areReadFromTheirIndexes() throws {
        let plans = try Plans()
        let cases = [
            (
                "SELECT id FROM tickets WHERE user_id = 1 AND id < 9 AND (status = 'archived') = 0 "
                    + "ORDER BY id DESC LIMIT 5", "tickets_by_user"
            ),
            (
                "SELECT closed_at FROM tickets WHERE closed_at IS NOT NULL AND archived_at IS NULL "
                    + "ORDER BY closed_at LIMIT 1", "tickets_closed"
            ),
            (
                "SELECT id FROM tickets WHERE closed_at <= 9 AND archived_at IS NULL ORDER BY closed_at LIMIT 5",
                "tickets_closed"
            ),
            (
                "SELECT id FROM tickets WHERE closed_at < 9 AND archived_at IS NOT NULL ORDER BY closed_at LIMIT 1",
                "tickets_archived"
            ),
            ("SELECT id FROM notes WHERE ticket_id = 1 AND id < 9 ORDER BY id DESC LIMIT 5", "notes_by_ticket"),
            (
                "SELECT id FROM notes WHERE ticket_id = 1 AND client_id = 'a' AND coalesce(agent_id, 0) = 0",
                "notes_by_client_id"
            ),
        ]
        for (sql, index) in cases {
            let plan = try plans.plan(of: sql)
            #expect(plan.contains { $0.contains("INDEX \(index)") })
            #expect(!plan.contains { $0.contains("TEMP B-TREE") })
        }
    }

    @Test func pages_areCompleteAndInOrder_whateverTheFilter() async throws {
        let fixture = try StoreFixture()
        var random = SystemRandomNumberGenerator()
        let agent = try await fixture.store.write { try $0.agent(telegramUser: 5, name: "Olga", now: .now()).id }
        for _ in 0..<60 {
            let chat = try await fixture.chat()
            try await fixture.post("question", in: chat)
            let (isMine, isAnswered) = (Bool.random(using: &random), Bool.random(using: &random))
            if isAnswered { try await fixture.post("answer", by: .agent, in: chat) }
            let statuses = TicketStatus.allCases.filter { isAnswered || $0 != .answered }
            let status = statuses.randomElement(using: &random) ?? .open
            try await fixture.store.write { transaction in
                let ticket = try #require(try transaction.read.ticket(chat.ticket))
                try transaction.setStatus(status, of: ticket, now: .now())
                if isMine { try transaction.assign(chat.ticket, to: agent) }
            }
        }
        let everything = try fixture.store.read { reader in
            try (1...60).compactMap { try reader.ticket(TicketID(rawValue: $0)) }
        }
        for filter in TicketFilter.allCases {
            let expected = everything.filter { ticket in
                switch filter {
                case .all: ticket.status != .archived
                case .open: ticket.status == .open
                case .answered: ticket.status == .answered
                case .closed: ticket.status == .closed
                case .archived: ticket.status == .archived
                case .mine: ticket.assignee == agent && ticket.status != .archived
                case .unassigned: ticket.assignee == nil && ticket.status != .archived
                case .unread: ticket.unreadByAgents > 0 && ticket.status != .archived
                }
            }.sorted { $0.lastMessage > $1.lastMessage }.map(\.id)
            var found: [TicketID] = []
            var key: MessageID?
            repeat {
                let after = key
                let page = try fixture.store.read { try $0.tickets(filter, agent: agent, after: after, limit: 7) }
                found += page.tickets.map(\.ticket.id)
                key = page.next
            } while key != nil
            #expect(found == expected, "\(filter)")
        }
    }

    @Test func staffEvents_bringEverythingInOneOrder_andUsersNothingOfNotes() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        try await fixture.post("question", in: chat)
        let note = try await fixture.store.write {
            try $0.addNote("secret", ticket: chat.ticket, agent: nil, authorName: "Olga", now: .now())
        }
        try await fixture.post("answer", by: .agent, in: chat)
        try await fixture.store.write { transaction in
            try transaction.assign(chat.ticket, to: nil)
            try transaction.setName("Anna", of: chat.user)
        }
        let page = try fixture.store.read { try $0.staffEvents(after: .start, limit: 100) }
        #expect(page.events.map(\.cursor) == page.events.map(\.cursor).sorted())
        #expect(page.events.contains { $0.change == .noted(note) })
        #expect(page.events.count == 5)
        let users = try fixture.store.read { try $0.events(for: chat.user, after: .start, limit: 100) }
        #expect(users.events.count == 2)
        let history = try fixture.store.read { try $0.staffHistory(of: chat.ticket, before: nil, limit: 2) }
        #expect(history.hasMore && history.entries.count == 2)
        guard case .note(let found) = history.entries.first else {
            Issue.record("the note is not in its place")
            return
        }
        #expect(found == note)
    }

    @Test func readMarkOfTheStaff_countsWhatIsLeft_andAnAnswerReadsAll() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        let first = try await fixture.post("one", in: chat)
        try await fixture.post("two", in: chat)
        func read(_ message: MessageID) async throws -> Int {
            try await fixture.store.write { transaction in
                let ticket = try #require(try transaction.read.ticket(chat.ticket))
                return try transaction.markReadByAgents(ticket, upTo: message)
            }
        }
        #expect(try await read(first.id) == 1)
        #expect(try await read(first.id) == 1)
        let answer = try await fixture.post("answer", by: .agent, in: chat)
        let ticket = try #require(try fixture.store.read { try $0.ticket(chat.ticket) })
        #expect(ticket.unreadByAgents == 0 && ticket.readByAgents == answer.id)
        #expect(
            fixture.events.map(\.change).contains(.read(by: .agent, upTo: first.id)))
    }
}
