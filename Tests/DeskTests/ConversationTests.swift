import Domain
import Store
import TestSupport
import Testing

@testable import Desk

/// One conversation from both sides: sent once or again, answered, edited, read.
@Suite(.serialized) struct ConversationTests {
    let folder = TemporaryFolder()

    func desk() throws -> Desk { try Desk(folder: folder.path, telegramGroup: -1) }

    func say(_ text: String, id: String? = nil) throws -> Desk.UserMessage {
        Desk.UserMessage(text: try MessageText(text), clientID: try id.map { try ClientMessageID($0) })
    }

    @Test func twentyFirstMessagesAtOnce_makeOneConversation_andOneDeliveryEach() async throws {
        let desk = try desk()
        let token = try await desk.openSession(context: VisitorContext()).token
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask { _ = try await desk.post(say("\(number)", id: "id-\(number)"), by: token) }
            }
            try await group.waitForAll()
        }
        let conversation = try desk.conversation(of: token, limit: 100)
        #expect(conversation.history.messages.count == 20)
        #expect(Set(conversation.history.messages.map(\.ticket)).count == 1)
        #expect(Set(conversation.history.messages.map(\.text)) == Set((0..<20).map(String.init)))
        #expect(try desk.store.read { try $0.deliveryCounts().waiting } == 20)
    }

    @Test func repeatedSend_isTheSameMessage_andNothingElseHappens() async throws {
        let desk = try desk()
        let token = try await desk.openSession(context: VisitorContext()).token
        let first = try await desk.post(say("hi", id: "x"), by: token)
        let second = try await desk.post(say("something else", id: "x"), by: token)
        #expect(!first.isRepeat && second.isRepeat)
        #expect(second.message == first.message)
        #expect(try desk.conversation(of: token, limit: 10).history.messages.count == 1)
        #expect(try desk.store.read { try $0.deliveryCounts().waiting } == 1)
    }

    @Test func answeredTicket_saysTheSameAsTheStore() async throws {
        let desk = try desk()
        let token = try await desk.openSession(context: VisitorContext()).token
        let posted = try await desk.post(say(String(repeating: "ё👍", count: 100)), by: token)
        #expect(posted.ticket == (try desk.conversation(of: token, limit: 1).ticket))
        let answer = MessageDraft(author: .agent, text: try MessageText("да"))
        let answered = try await desk.store.write {
            try $0.post(answer, ticket: posted.ticket.id, now: .now()).ticket
        }
        #expect(answered.status == .answered)
        #expect(answered == (try desk.conversation(of: token, limit: 1).ticket))
    }

    @Test func tokens_openOneSessionEach_untilTheyExpire() async throws {
        let now = Counter()
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, telegramGroup: nil) {
            Timestamp(milliseconds: Int64(now.value) * 86_400_000)
        }
        let opened = try await desk.openSession(context: VisitorContext())
        #expect(try desk.session(opened.token).session.id == opened.state.session.id)
        _ = try await desk.post(say("so that it is worth half a year"), by: opened.token)
        let stranger = try #require(SessionToken(String(repeating: "A", count: 43)))
        #expect(throws: DeskError.unauthorized) { try desk.session(stranger) }
        for _ in 0..<100 { now.next() }
        _ = try await desk.resumeSession(opened.token, context: VisitorContext())
        for _ in 0..<100 { now.next() }
        #expect(try desk.session(opened.token).session.id == opened.state.session.id)
        for _ in 0..<100 { now.next() }
        #expect(throws: DeskError.unauthorized) { try desk.session(opened.token) }
        await #expect(throws: DeskError.unauthorized) { try await desk.post(say("x"), by: opened.token) }
    }

    @Test func answersFromTelegram_arePostedOnce_andEditsFollow() async throws {
        let desk = try desk()
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await desk.post(say("вопрос"), by: token).ticket.id
        try await desk.store.write { transaction in
            try transaction.setTopic(of: ticket, chat: -1, thread: 9, now: .now())
            let context = InboundContext(group: -1, now: .now())
            try transaction.apply(.posted(.line("ответ", post: 12, thread: 9)), context)
            try transaction.apply(.posted(.line("elsewhere", post: 13, thread: 99)), context)
            try transaction.apply(.edited(.line("другой ответ", post: 12, thread: 9)), context)
            try transaction.apply(.edited(.line("другой ответ", post: 12, thread: 9)), context)
        }
        let messages = try desk.conversation(of: token, limit: 10).history.messages
        #expect(messages.map(\.text) == ["вопрос", "другой ответ"])
        #expect(messages.last?.authorName == "Olga")
        #expect(messages.last?.editedAt != nil)
        let unread = try desk.unread(of: token)
        #expect(unread.events.map(\.cursor) == [messages[1].cursor])
        let page = try desk.events(for: try desk.session(token).user.id, after: .start)
        let updates = page.events.filter { if case .messageUpdated = $0.change { true } else { false } }
        #expect(updates.count == 1)
        // What the staff wrote in Telegram does not go back there.
        #expect(try desk.store.read { try $0.deliveryCounts().waiting } == 1)
    }
}

extension StaffPost {
    /// A line of Olga's.
    static func line(
        _ text: String, post: Int64, thread: Int64, typed: String? = nil, replyTo: Int64? = nil, kind: String? = nil,
        by writer: Inbound.Writer = .member(id: 5, name: "Olga")
    ) -> StaffPost {
        StaffPost(
            thread: thread, writer: writer,
            parts: [Part(post: post, text: StyledText(text: text), typed: typed ?? text)], replyTo: replyTo,
            kindUnseen: kind)
    }
}
