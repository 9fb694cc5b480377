import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct HoursTests {
    private func waits(_ fixture: StoreFixture) throws -> [AnswerTime] {
        try fixture.store.read {
            try $0.answerTimes(
                from: Timestamp(milliseconds: 0), to: Timestamp.now().advanced(by: .seconds(60)), limit: 10)
        }
    }

    @Test func firstAnswerOfAWait_isNotedOnce() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        let question = try await fixture.post("question", in: chat)
        try await fixture.post("nobody is there", by: .bot, in: chat)
        #expect(try waits(fixture).isEmpty)
        let answer = try await fixture.post("answer", by: .agent, in: chat)
        #expect(try waits(fixture) == [AnswerTime(askedAt: question.createdAt, answeredAt: answer.createdAt)])
        // The desk sets the status in the same transaction.
        try await fixture.store.write { transaction in
            guard let ticket = try transaction.read.ticket(chat.ticket) else { throw DeskError.notFound }
            try transaction.setStatus(.answered, of: ticket, now: .now())
        }
        try await fixture.post("and another answer", by: .agent, in: chat)
        #expect(try waits(fixture).count == 1)
        let end = Timestamp.now().advanced(by: .seconds(60))
        #expect(try await fixture.store.write { try $0.removeAnswerTimes(before: end, limit: 5) } == 1)
        #expect(try waits(fixture).isEmpty)
    }

    @Test func schemaBefore_isBroughtUpToDate_withTheFirstAnswersThatThereAre() throws {
        let folder = TemporaryFolder()
        let database = try Connection(path: folder.path + "/test.db", access: .readWrite)
        let last = try #require(Migrator.embedded.firstIndex { $0.name.hasSuffix("_hours.sql") })
        try Migrator.migrate(database, with: Array(Migrator.embedded.prefix(last))) { _ in "" }
        try database.run(
            script: """
                INSERT INTO users (id, created_at) VALUES (1, 1);
                INSERT INTO tickets (id, user_id, kind, status, created_at) VALUES (1, 1, 'chat', 'open', 5),
                    (2, 1, 'chat', 'open', 6), (3, 1, 'chat', 'open', 6);
                INSERT INTO messages (ticket_id, id, author, text, created_at) VALUES (1, 1, 'user', 'x', 7),
                    (1, 2, 'user', 'x', 8), (1, 3, 'agent', 'x', 20), (1, 4, 'agent', 'x', 30), (2, 5, 'user', 'x', 9),
                    (3, 6, 'agent', 'x', 9), (3, 7, 'user', 'x', 10)
                """)
        try Migrator.migrate(database, with: Array(Migrator.embedded.prefix(last + 1))) { _ in folder.path + "/copy.db"
        }
        let found = try database.all("SELECT asked_at, answered_at FROM answer_times") { row in
            [try row[0] as Int64, try row[1] as Int64]
        }
        #expect(found == [[7, 20]])
    }

    @Test func waits_areARangeOfAnIndex() throws {
        let plans = try Plans()
        for query in [
            "SELECT asked_at, answered_at FROM answer_times WHERE asked_at >= 1 AND asked_at < 2 ORDER BY asked_at DESC LIMIT 3",
            "SELECT id FROM answer_times WHERE asked_at < 2 ORDER BY asked_at LIMIT 3",
        ] {
            let plan = try plans.plan(of: query)
            #expect(plan.count == 1 && plan[0].hasPrefix("SEARCH") && plan[0].contains("COVERING INDEX"), "\(plan)")
        }
    }
}
