import Domain
import Store
import Testing

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
}
