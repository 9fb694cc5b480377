import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct WaitingTests {
    func waiting(_ fixture: StoreFixture) throws -> [TicketID] {
        try fixture.store.read { try $0.waitingTickets(in: -1, limit: 10).longest.map(\.ticket) }
    }

    func set(_ status: TicketStatus, _ ticket: TicketID, _ fixture: StoreFixture) async throws {
        try await fixture.store.write { transaction in
            guard let before = try transaction.read.ticket(ticket) else { throw DeskError.notFound }
            try transaction.setStatus(status, of: before, now: .now())
        }
    }

    @Test func ticket_waits_fromItsFirstUnansweredMessage_untilItIsAnsweredOrClosed() async throws {
        let fixture = try StoreFixture()
        let (first, second) = (try await fixture.chat(), try await fixture.chat())
        #expect(try waiting(fixture).isEmpty)
        let message = try await fixture.post("one", in: first)
        try await fixture.post("two", in: second)
        try await fixture.post("three", in: first)
        let longest = try fixture.store.read { try $0.waitingTickets(in: -1, limit: 1) }
        #expect(longest.longest.map(\.ticket) == [first.ticket] && longest.count == 2)
        #expect(longest.longest.first?.since == message.createdAt)
        try await set(.answered, first.ticket, fixture)
        #expect(try waiting(fixture) == [second.ticket])
        // Opened by the staff, it waits from now on.
        try await set(.open, first.ticket, fixture)
        #expect(try waiting(fixture) == [second.ticket, first.ticket])
        try await set(.closed, second.ticket, fixture)
        #expect(try waiting(fixture) == [first.ticket])
        try await fixture.store.write { try $0.setBanned(true, user: first.user, now: .now()) }
        #expect(try waiting(fixture).isEmpty)
        #expect(try fixture.store.read { try $0.waitingTickets(in: -1, limit: 1).count } == 0)
    }

    @Test func schemaBefore_isBroughtUpToDate_withWhoWaitsAndWhatIsStray() throws {
        let folder = TemporaryFolder()
        let database = try Connection(path: folder.path + "/test.db", access: .readWrite)
        let last = try #require(Migrator.embedded.firstIndex { $0.name.hasSuffix("_board.sql") })
        let before = Array(Migrator.embedded.prefix(last))
        try Migrator.migrate(database, with: before) { _ in "" }
        try database.run(
            script: """
                INSERT INTO users (id, created_at) VALUES (1, 1);
                INSERT INTO tickets (id, user_id, kind, status, created_at) VALUES (1, 1, 'chat', 'open', 5),
                    (2, 1, 'chat', 'answered', 6);
                INSERT INTO messages (ticket_id, id, author, text, created_at) VALUES (1, 1, 'user', 'x', 7);
                INSERT INTO telegram_posts (chat_id, post_id, ticket_id, message_id) VALUES (-1, 50, 1, 1);
                INSERT INTO reactions (chat_id, post_id, who, emoji, created_at) VALUES (-1, 50, 1, '👍', 1),
                    (-1, 51, 1, '👍', 1)
                """)
        try Migrator.migrate(database, with: Array(Migrator.embedded.prefix(last + 1))) { _ in folder.path + "/copy.db"
        }
        #expect(
            try database.all("SELECT waiting_since FROM tickets ORDER BY id") { try $0[0] as Int64? } == [7, nil])
        #expect(
            try database.all("SELECT post_id FROM reactions WHERE is_stray") { try $0[0] as Int64 } == [51])
    }

    @Test func strayReactions_areRemovedByAge_andTheOthersStay() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        let message = try await fixture.post("one", in: chat)
        let old = Timestamp(milliseconds: 1000)
        try await fixture.store.write { transaction in
            for post: Int64 in [5, 6, 7] {
                try transaction.react(with: ["👍"], to: post, in: -1, by: 1, now: old)
            }
            // The message of one of them becomes known.
            try transaction.recordPost(5, in: -1, of: message.id, ticket: chat.ticket)
            try transaction.react(with: ["🔥"], to: 8, in: -1, by: 1, now: .now())
        }
        #expect(try await fixture.store.write { try $0.removeStrayReactions(before: .now(), limit: 1) } == 1)
        let yesterday = Timestamp.now().advanced(by: .seconds(-86_400))
        #expect(try await fixture.store.write { try $0.removeStrayReactions(before: yesterday, limit: 9) } == 1)
        let left = try fixture.store.read { reader in
            try reader.connection.all("SELECT post_id FROM reactions ORDER BY 1") { try $0[0] as Int64 }
        }
        #expect(left == [5, 8])
        #expect(
            try fixture.store.read { reader in
                try reader.connection.all(
                    "EXPLAIN QUERY PLAN SELECT 1 FROM reactions WHERE is_stray AND created_at < 5"
                ) { try $0[3] as String }
            }.joined().contains("reactions_stray"))
    }

    @Test func earlyEdit_isGivenOnce_andNotKeptForEver() async throws {
        let fixture = try StoreFixture()
        let spans = [TextSpan(.bold, offset: 0, length: 2)].compactMap { $0 }
        let text = "новый"
        try await fixture.store.write { transaction in
            for post: Int64 in [5, 6] {
                try transaction.keepEarlyEdit(
                    of: post, in: -1, ticket: nil, text: text, spans: spans, now: Timestamp(milliseconds: 1))
            }
        }
        let first = try await fixture.store.write {
            try $0.takeEarlyEdit(of: 5, in: -1).map { ($0.text, $0.spans) }
        }
        #expect(first?.0 == "новый" && first?.1 == spans)
        #expect(try await fixture.store.write { try $0.takeEarlyEdit(of: 5, in: -1) == nil })
        #expect(try await fixture.store.write { try $0.removeEarlyEdits(before: .now(), limit: 10) } == 1)
    }

    @Test func topicGivenUp_isStillKnown() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        try await fixture.store.write { transaction in
            try transaction.setTopic(of: chat.ticket, chat: -1, thread: 5, now: .now())
            try transaction.removeTopic(of: chat.ticket)
            try transaction.setTopic(of: chat.ticket, chat: -1, thread: 7, now: .now())
            try transaction.setTopic(of: chat.ticket, chat: -2, thread: 7, now: .now())
        }
        func ever(_ thread: Int64, _ group: Int64) throws -> TicketID? {
            try fixture.store.read { try $0.ticket(ofTopicEver: thread, in: group) }
        }
        #expect(try ever(5, -1) == chat.ticket && ever(7, -1) == chat.ticket && ever(7, -2) == chat.ticket)
        #expect(try ever(5, -2) == nil)
    }
}
