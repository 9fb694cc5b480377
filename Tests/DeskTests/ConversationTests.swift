import Domain
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk

/// One conversation from both sides: sent once or again, answered, edited, read.
@Suite(.serialized) struct ConversationTests {
    let folder = TemporaryFolder()

    func desk() throws -> Desk { try Desk(folder: folder.path, isMirrored: true) }

    func say(_ text: String, id: String? = nil) throws -> Desk.UserMessage {
        Desk.UserMessage(text: try MessageText(text), clientID: id.flatMap(ClientID.init))
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
        let desk = try Desk(folder: folder.path, isMirrored: false) {
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
}
