import Domain
import Testing

@testable import Store

@Suite struct MessagesTests {
    @Test func history_isPagedByKey_oldestFirst() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        var all: [Message] = []
        for number in 0..<25 { all.append(try await fixture.post("\(number)", in: chat)) }
        var pages: [[Message]] = []
        var before: MessageID?
        while true {
            let page = try fixture.store.read { try $0.history(of: chat.ticket, before: before, limit: 10) }
            pages.insert(page.messages, at: 0)
            before = page.messages.first?.id
            if !page.hasMore { break }
        }
        #expect(pages.map(\.count) == [5, 10, 10])
        #expect(pages.flatMap { $0 } == all)
    }

    @Test func clientID_findsTheMessageInItsOwnTicketOnly() async throws {
        let fixture = try StoreFixture()
        let (chat, other) = (try await fixture.chat(), try await fixture.chat())
        let id = try #require(ClientID("a-b"))
        let sent = try await fixture.store.write {
            try $0.insert(
                MessageDraft(author: .user, text: MessageText("x"), clientID: id), ticket: chat.ticket, user: chat.user,
                now: .now())
        }
        #expect(try fixture.store.read { try $0.message(clientID: id, in: chat.ticket) } == sent)
        #expect(try fixture.store.read { try $0.message(clientID: id, in: other.ticket) } == nil)
    }

    @Test func clientIDOfANote_isItsAgentsInItsTicket() async throws {
        let fixture = try StoreFixture()
        let (chat, other) = (try await fixture.chat(), try await fixture.chat())
        let id = try #require(ClientID("a-b"))
        let agent = try await fixture.store.write { try $0.agent(telegramUser: 5, name: "Olga", now: .now()).id }
        let tickets = [chat.ticket, other.ticket]
        for (ticket, author) in tickets.flatMap({ ticket in [agent, nil].map { (ticket, $0) } }) {
            let note = try await fixture.store.write {
                try $0.addNote("x", ticket: ticket, agent: author, authorName: nil, clientID: id, now: .now())
            }
            #expect(note.clientID == "a-b")
            #expect(try fixture.store.read { try $0.note(clientID: id, in: ticket, by: author) } == note)
            // Whatever a verb forgets, the table keeps one of them.
            await #expect(throws: StoreError.self) {
                try await fixture.store.write {
                    _ = try $0.addNote("y", ticket: ticket, agent: author, authorName: nil, clientID: id, now: .now())
                }
            }
        }
        #expect(try fixture.store.read { try $0.notes(of: chat.ticket, limit: 9) }.count == 2)
        // Without one they are as many as are kept.
        for _ in 0..<2 {
            try await fixture.store.write {
                _ = try $0.addNote("z", ticket: chat.ticket, agent: nil, authorName: nil, now: .now())
            }
        }
        #expect(try fixture.store.read { try $0.notes(of: chat.ticket, limit: 9) }.count == 4)
    }

    @Test func ticket_followsItsMessages() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        try await fixture.post("вопрос", in: chat)
        let answer = try await fixture.post(String(repeating: "ы", count: 500), by: .agent, in: chat)
        let ticket = try #require(try fixture.store.read { try $0.ticket(chat.ticket) })
        #expect(ticket.lastMessageAt == answer.createdAt)
        #expect(ticket.lastMessagePreview == String(repeating: "ы", count: 120))
        #expect(ticket.unreadByUser == 1)
        try await fixture.store.write {
            try $0.edit(answer, user: chat.user, text: MessageText("короче"), now: .now())
        }
        #expect(try fixture.store.read { try $0.ticket(chat.ticket) }?.lastMessagePreview == "короче")
    }

    /// What a message makes of a ticket with a question and an answer, neither of them read, nobody waiting.
    @Test(arguments: Author.allCases) func message_changesItsTicket(author: Author) async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        @Sendable func time(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }
        let text = try MessageText("x")
        let (question, answer) = (MessageDraft(author: .user, text: text), MessageDraft(author: .agent, text: text))
        let last = MessageDraft(author: author, text: text)
        try await fixture.store.write { transaction in
            _ = try transaction.insert(question, ticket: chat.ticket, user: chat.user, now: time(1))
            let reply = try transaction.insert(answer, ticket: chat.ticket, user: chat.user, now: time(2))
            let before = try #require(try transaction.read.ticket(chat.ticket))
            #expect(before.waitingSince == time(1) && before.readByAgents == reply.id)
            try transaction.connection.execute(
                "UPDATE tickets SET waiting_since = NULL, reminders = 3, unread_by_agents = 1 WHERE id = ?", chat.ticket
            )
            let message = try transaction.insert(last, ticket: chat.ticket, user: chat.user, now: time(9))
            let after = try #require(try transaction.read.ticket(chat.ticket))
            #expect(after.lastMessage == message.id && after.lastMessageAt == time(9))
            #expect(after.lastMessagePreview == "x")
            #expect(after.unreadByUser == (author == .agent || author == .bot ? 2 : 1))
            #expect(after.unreadByAgents == (author == .user ? 2 : author == .agent ? 0 : 1))
            #expect(after.readByAgents == (author == .agent ? message.id : reply.id))
            #expect(after.waitingSince == (author == .user ? time(9) : nil))
            let rest = try transaction.connection.first(
                "SELECT answered_at, reminders FROM tickets WHERE id = ?", chat.ticket
            ) { row in (answered: try row.next() as Timestamp?, reminders: try row.next() as Int) }
            #expect(rest?.answered == time(author == .agent ? 9 : 2))
            #expect(rest?.reminders == (author == .user ? 0 : 3))
        }
    }
}
