import Domain
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk

/// What the staff's panel is told beside the messages.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StaffReadingTests {
    let folder = TemporaryFolder()

    private func states(_ ticket: TicketID, _ desk: Desk) throws -> [TopicState?] {
        let history = try desk.staffHistory(of: ticket, before: nil, limit: 50)
        return history.page.entries.compactMap { entry -> TopicState?? in
            guard case .message(let message) = entry else { return nil }
            return .some(history.topicStates[message.id])
        }
    }

    @Test func message_waitsForItsTopic_isShownThere_orFails() async throws {
        var ticket = TicketID(rawValue: 0)
        do {
            let desk = try Desk(folder: folder.path, isMirrored: true)
            ticket = try await tell(desk)
            #expect(try states(ticket, desk) == [.shown, .failed, .shown, .waiting])
            desk.close()
        }
        // Without a group nothing is told to Telegram, and what it was told stays known.
        let alone = try Desk(folder: folder.path, isMirrored: false)
        #expect(try states(ticket, alone) == [.shown, .failed, .shown, nil])
    }

    @Test func noteThatIsSentAgain_isKeptAndToldOnce() async throws {
        let desk = try Desk(folder: folder.path, isMirrored: true)
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await desk.post(Desk.UserMessage(text: MessageText("hello")), by: token).message.ticket
        let id = try #require(ClientID("n-1"))
        let anna = try await desk.store.write { try $0.agent(telegramUser: 5, name: "Anna", now: .now()) }
        let first = try await desk.note(MessageText("for us"), clientID: id, in: ticket, by: anna)
        let again = try await desk.note(MessageText("for us"), clientID: id, in: ticket, by: anna)
        #expect(!first.isRepeat && again.isRepeat && first.note == again.note && first.note.clientID == "n-1")
        let others = try await desk.note(MessageText("for us"), clientID: id, in: ticket, by: nil)
        #expect(!others.isRepeat && others.note.id != first.note.id)
        #expect(try desk.store.read { try $0.notes(of: ticket, limit: 9) } == [first.note, others.note])
        let told = try desk.store.read { try $0.deliveries(of: ticket, limit: 9) }
        #expect(told.count { if case .notice = $0.content { true } else { false } } == 2)
    }

    /// Four messages: one shown, one given up, one shown in two posts, and one that waits.
    private func tell(_ desk: Desk) async throws -> TicketID {
        let token = try await desk.openSession(context: VisitorContext()).token
        var sent: [Message] = []
        for text in ["one", "two", "three", "four"] {
            sent.append(try await desk.post(Desk.UserMessage(text: MessageText(text)), by: token).message)
        }
        let (messages, ticket) = (sent, sent[0].ticket)
        _ = try await desk.note(MessageText("for us"), in: ticket, by: nil)
        #expect(try states(ticket, desk) == [.waiting, .waiting, .waiting, .waiting])
        try await desk.store.write { transaction in
            let waiting = try transaction.read.deliveries(of: ticket, limit: 9)
            try transaction.recordPost(7, in: -100, of: messages[0].id, ticket: ticket)
            try transaction.markDelivered(ticket: ticket, upTo: messages[0].id)
            let second = try #require(waiting.first { $0.message == messages[1].id })
            try transaction.fail(second, reason: "refused", now: .now())
            for post: Int64 in [8, 9] { try transaction.recordPost(post, in: -100, of: messages[2].id, ticket: ticket) }
            try transaction.markDelivered(ticket: ticket, upTo: messages[2].id)
        }
        return ticket
    }

    @Test func assignees_areThoseWhoCanAnswer() async throws {
        let desk = try Desk(folder: folder.path, isMirrored: false)
        _ = try await desk.addAgent(try AgentName("Anna"), role: .agent, by: .tester)
        let gone = try await desk.addAgent(try AgentName("Boris"), role: .agent, by: .tester)
        try await desk.store.write { transaction in
            _ = try transaction.agent(telegramUser: 5, name: "Olga", now: .now())
            try transaction.setDisabled(true, agent: gone.account.agent.id, now: .now())
        }
        #expect(try desk.assignees().map(\.name) == ["Anna", "Olga"])
    }
}
