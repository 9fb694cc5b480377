import Domain
import Testing

@testable import Store

@Suite struct EventsTests {
    @Test func kinds_areThoseThatTheTableAllows() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        try await fixture.store.write { transaction in
            let forStaff: Set<EventKind> = [.note, .handling, .user]
            for kind in EventKind.allCases {
                let user = forStaff.contains(kind) ? nil : chat.user
                _ = try transaction.appendEvent(kind, ticket: chat.ticket, user: user)
                // Whether the ticket's user may see it is the table's to hold.
                #expect(throws: StoreError.self) {
                    _ = try transaction.appendEvent(kind, ticket: chat.ticket, user: user == nil ? chat.user : nil)
                }
            }
            let schema = try transaction.connection.first(
                "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'events'"
            ) { try $0.next() as String }
            let allowed = try #require(schema?.split(separator: "kind IN (").dropFirst().first)
            #expect(allowed.prefix { $0 != ")" }.count { $0 == "," } + 1 == EventKind.allCases.count)
        }
    }

    @Test func everyCursor_isFollowedByExactlyWhatCameAfterIt() async throws {
        let fixture = try StoreFixture()
        let (chat, other) = (try await fixture.chat(), try await fixture.chat())
        for number in 0..<40 {
            let message = try await fixture.post("\(number)", by: number.isMultiple(of: 3) ? .agent : .user, in: chat)
            try await fixture.post("of somebody else", in: other)
            if number.isMultiple(of: 5) {
                try await fixture.store.write { transaction in
                    let ticket = try #require(try transaction.read.ticket(chat.ticket))
                    try transaction.setStatus(number.isMultiple(of: 2) ? .answered : .open, of: ticket, now: .now())
                    try transaction.edit(message, user: chat.user, text: try MessageText("edited"), now: .now())
                    _ = try transaction.markReadByUser(ticket: chat.ticket, user: chat.user, upTo: message.id)
                }
            }
        }
        let mine = fixture.events.filter { $0.user == chat.user }
        for pageSize in [1, 2, 7, 100] {
            for start in [Cursor.start] + mine.map(\.cursor) {
                var cursor = start
                var seen: [Cursor] = []
                while true {
                    let page = try fixture.store.read { try $0.events(for: chat.user, after: cursor, limit: pageSize) }
                    seen += page.events.map(\.cursor)
                    cursor = page.cursor
                    if !page.hasMore { break }
                }
                #expect(seen == mine.map(\.cursor).filter { $0 > start })
            }
        }
    }

    @Test func nobodySeesAnotherUsersEvents() async throws {
        let fixture = try StoreFixture()
        let (chat, other) = (try await fixture.chat(), try await fixture.chat())
        try await fixture.post("secret", in: chat)
        let page = try fixture.store.read { try $0.events(for: other.user, after: .start, limit: 10) }
        #expect(page.events.isEmpty)
        #expect(page.cursor == .start)
    }

    @Test func readMark_countsWhatIsLeft_andNeverMovesBack() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        let question = try await fixture.post("question", in: chat)
        let answers = [
            try await fixture.post("one", by: .agent, in: chat), try await fixture.post("two", by: .agent, in: chat),
        ]
        func unread() throws -> Int? { try fixture.store.read { try $0.ticket(chat.ticket) }?.unreadByUser }
        func read(_ message: MessageID) async throws -> Int {
            try await fixture.store.write {
                try $0.markReadByUser(ticket: chat.ticket, user: chat.user, upTo: message)
            }
        }
        #expect(try unread() == 2)
        #expect(try await read(question.id) == 2)
        #expect(try await read(answers[0].id) == 1)
        #expect(try fixture.store.read { try $0.unreadSupportMessages(in: chat.ticket, limit: 9) } == [answers[1]])
        #expect(try await read(MessageID(rawValue: .max)) == 0)
        #expect(try await read(question.id) == 0)
        #expect(try unread() == 0)
        // A mark beyond the last message must not swallow what comes later.
        try await fixture.post("three", by: .agent, in: chat)
        #expect(try unread() == 1)
    }
}
