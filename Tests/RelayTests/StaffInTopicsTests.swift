import Domain
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// What staff do in a topic, and what the visitor and the topic show of it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StaffInTopicsTests {
    static let olga = Participant.named("Olga")

    /// What a visitor can see of their conversation.
    func seen(_ fixture: RelayFixture, _ visitor: SessionToken) throws -> [String] {
        try fixture.desk.conversation(of: visitor, before: nil, limit: 50).history.messages.map(\.text)
    }

    func status(_ fixture: RelayFixture, _ visitor: SessionToken) throws -> TicketStatus? {
        try fixture.desk.conversation(of: visitor, before: nil, limit: 1).ticket?.status
    }

    func write(_ text: String, _ fixture: RelayFixture) throws {
        let topic = try fixture.topic
        _ = try fixture.telegram.change { try $0.write(text, in: topic, by: Self.olga) }
    }

    func conversation(_ fixture: RelayFixture) async throws -> SessionToken {
        let visitor = try await fixture.visitor()
        try await fixture.say("question", as: visitor)
        try await eventually { fixture.texts() == ["question"] }
        return visitor
    }

    @Test func commandsAndNotes_areAnswered_andNeverReachTheVisitor() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let cases = [
                ("/help", "/close –"), ("/info", "The last messages:"), ("/take", "Olga has taken this one."),
                ("/name Anna", "The visitor's name is now Anna."), ("/nonsense", "/nonsense is no command"),
                ("/note", "Nothing was sent to the visitor."),
            ]
            for (command, answer) in cases {
                try write(command, fixture)
                try await eventually { fixture.texts().last?.contains(answer) == true }
            }
            try write("// a difficult one", fixture)
            try write("hello", fixture)
            try await eventually { (try? seen(fixture, visitor)) == ["question", "hello"] }
            let ticket = try #require(try fixture.desk.conversation(of: visitor, before: nil, limit: 1).ticket)
            let notes = try fixture.desk.store.read { try $0.notes(of: ticket.id, limit: 10) }
            #expect(notes.map(\.text) == ["a difficult one"] && notes.first?.authorName == "Olga")
            #expect(try fixture.desk.store.read { try $0.ticket(ticket.id) }?.assignee != nil)
            let topic = try fixture.topic
            try await eventually { fixture.telegram.group.topics[topic]?.name == "#1 “Anna”" }
            try await eventually { fixture.icon == "💬" }
        }
    }

    @Test func whatStaffDoInTopics_isInTheAuditLog_withTheirNames() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            for command in ["/take", "/name Anna", "/close"] { try write(command, fixture) }
            try await eventually { (try? status(fixture, visitor)) == .closed }
            let topic = try fixture.topic
            try await eventually { fixture.telegram.group.topics[topic]?.isClosed == true }
            try fixture.telegram.change { try $0.reopenTopic(topic, by: Self.olga) }
            try await eventually { (try? status(fixture, visitor)) == .open }
            let entries = try fixture.desk.auditEntries(before: nil, limit: 10)
            #expect(
                entries.map(\.action) == [.ticketReopened, .ticketClosed, .userRenamed, .ticketAssigned])
            for entry in entries {
                #expect(entry.actor.kind == .agent && entry.actor.name == "Olga" && entry.surface == .telegram)
                #expect(entry.object?.kind == .ticket)
            }
        }
    }

    @Test func closing_isMirroredBothWays_withoutALoop() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            #expect(fixture.telegram.group.topics[topic]?.name == "#1 “Lamp”" && fixture.icon == "❗")
            try write("/close", fixture)
            try await eventually { fixture.telegram.group.topics[topic]?.isClosed == true }
            #expect(try status(fixture, visitor) == .closed)
            try await eventually { fixture.icon == "✅" }
            // A person opens it, and closes it again.
            try fixture.telegram.change { try $0.reopenTopic(topic, by: Self.olga) }
            try await eventually { (try? status(fixture, visitor)) == .open }
            try await eventually { fixture.icon == "❗" }
            try fixture.telegram.change { try $0.closeTopic(topic, by: Self.olga) }
            try await eventually { (try? status(fixture, visitor)) == .closed }
            // The visitor's next message opens it.
            try await fixture.say("one more thing", as: visitor)
            try await eventually { fixture.telegram.group.topics[topic]?.isClosed == false }
            try await eventually { fixture.texts().last == "one more thing" }
            #expect(try status(fixture, visitor) == .open)
        }
    }

    @Test func formatting_reply_edit_andDeletion_reachTheVisitor() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            func last() throws -> Message? {
                try fixture.desk.conversation(of: visitor, before: nil, limit: 1).history.messages.last
            }
            let question = try #require(
                fixture.telegram.group.messages(in: topic).first { $0.text == "question" })
            let answer = try fixture.telegram.change {
                try $0.write(
                    "read this here", in: topic, by: Self.olga,
                    entities: [
                        Entity(type: "bold", offset: 0, length: 4),
                        Entity(type: "text_link", offset: 5, length: 4, details: ["url": "https://example.com/"]),
                        Entity(type: "text_link", offset: 10, length: 4, details: ["url": "tg://user?id=1"]),
                    ], replyTo: question.id)
            }
            try await eventually { (try? last()?.text) == "read this here" }
            let shown = try #require(try last())
            #expect(
                shown.spans == [
                    TextSpan(.bold, offset: 0, length: 4),
                    TextSpan(.link, offset: 5, length: 4, url: "https://example.com/"),
                ])
            #expect(shown.replyTo != nil)
            try fixture.telegram.change { try $0.edit(answer.id, to: "plain") }
            try await eventually { (try? last()?.text) == "plain" }
            #expect(try last()?.spans == [])
            _ = try fixture.telegram.change {
                try $0.write("/delete", in: topic, by: Self.olga, replyTo: answer.id)
            }
            try await eventually { (try? last()?.isDeleted) == true }
            #expect(try last()?.text == "")
            // What is deleted is not brought back by an edit in Telegram.
            try fixture.telegram.change { try $0.edit(answer.id, to: "again") }
            try write("/delete", fixture)
            try await eventually { fixture.texts().last?.hasPrefix("Nothing was deleted") == true }
            #expect(try last()?.text == "")
        }
    }

    @Test func reactions_count_beforeTheirMessageIsKnownToo() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            func reactions(_ text: String) throws -> [Reaction]? {
                try fixture.desk.conversation(of: visitor, before: nil, limit: 10).history.messages
                    .first { $0.text == text }?.reactions
            }
            let question = try #require(fixture.telegram.group.messages(in: topic).first { $0.text == "question" })
            try fixture.telegram.change { group in
                try group.react(to: question.id, with: "👍", by: Self.olga)
                try group.react(to: question.id, with: "👍", by: .named("Ivan"))
            }
            try await eventually { (try? reactions("question")) == [Reaction(emoji: "👍", count: 2)] }
            try fixture.telegram.change { try $0.react(to: question.id, with: nil, by: Self.olga) }
            try await eventually { (try? reactions("question")) == [Reaction(emoji: "👍", count: 1)] }
            // Telegram orders nothing between kinds of updates.
            let group = fixture.relay.group
            let post = Int64(question.id) + 1000
            try await fixture.desk.store.write { transaction in
                try transaction.react(with: ["🔥"], to: post, in: group, by: 5, now: .now())
                try transaction.apply(
                    .posted(.line("late", post: post, thread: Int64(topic))),
                    InboundContext(group: group, now: .now()))
            }
            #expect(try reactions("late") == [Reaction(emoji: "🔥", count: 1)])
        }
    }

    @Test func whatVisitorsCanNotSee_isSaidInTheTopic_onceForAKind() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            for content: [String: APIValue] in [
                ["dice": ["emoji": "🎲", "value": 4]], ["poll": ["id": "1", "question": "Red?"]],
                ["poll": ["id": "2", "question": "Blue?"]], ["story": ["id": 1]],
            ] {
                _ = try fixture.telegram.change { try $0.send(content, in: topic, by: Self.olga) }
            }
            try await eventually {
                (try? seen(fixture, visitor))
                    == ["question", "[🎲 4]", "📊 Red?", "📊 Blue?", "📖"]
            }
            try await eventually { fixture.texts().count == 4 }
            #expect(
                fixture.texts().dropFirst() == [
                    "⚠️ Visitors can't be shown this (dice): they read “[🎲 4]” instead. Best say it in words.",
                    "⚠️ Visitors can't be shown this (poll): they read “📊 Red?” instead. Best say it in words.",
                    "⚠️ Visitors can't be shown this (story): they read “📖” instead. Best say it in words.",
                ])
        }
    }

    @Test func whatIsTakenBack_isNotUnread() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let topic = try fixture.topic
            func unread() throws -> Int? {
                try fixture.desk.conversation(of: visitor, before: nil, limit: 1).ticket?.unreadByUser
            }
            let answers = try ["one", "two", "three"].map { text in
                try fixture.telegram.change { try $0.write(text, in: topic, by: Self.olga) }
            }
            try await eventually { (try? unread()) == 3 }
            func takeBack(_ index: Int) throws {
                _ = try fixture.telegram.change {
                    try $0.write("/delete", in: topic, by: Self.olga, replyTo: answers[index].id)
                }
            }
            try takeBack(1)
            try takeBack(1)
            try await eventually { fixture.texts().last == "The visitor no longer sees that message." }
            try await eventually { (try? unread()) == 2 }
            #expect(try fixture.desk.unread(of: visitor).events.count == 2)
            let messages = try fixture.desk.conversation(of: visitor, before: nil, limit: 9).history.messages
            #expect(try await fixture.desk.markRead(upTo: messages[1].id, by: visitor) == 1)
            try takeBack(0)
            try takeBack(2)
            try await eventually { (try? unread()) == 0 }
        }
    }

    @Test func bannedVisitor_canWriteNoMore_untilUnbanned() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            try write("/ban", fixture)
            try await eventually { fixture.texts().last?.hasPrefix("Banned by Olga") == true }
            await #expect(throws: DeskError.banned) { try await fixture.say("x", as: visitor) }
            try write("/unban", fixture)
            try await eventually { fixture.texts().last == "This visitor's messages are accepted again." }
            try await fixture.say("thanks", as: visitor)
            try await eventually { fixture.texts().last == "thanks" }
        }
    }

    @Test func visitorsTyping_isShownInTheTopic_nowAndThen() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await conversation(fixture)
            let state = try fixture.desk.session(visitor)
            for _ in 0..<5 { try fixture.desk.signalTyping(true, by: state) }
            func actions() -> [Call] {
                fixture.telegram.group.calls.filter { $0.method.lowercased() == "sendchataction" }
            }
            try await eventually { actions().count == 1 }
            try fixture.desk.signalTyping(true, by: state)
            try await fixture.say("here it is", as: visitor)
            try await eventually { fixture.texts().last == "here it is" }
            #expect(actions().count == 1)
        }
    }

    @Test func commands_areOfferedInTheGroup() async throws {
        try await RelayFixture.run { fixture in
            await fixture.introduce()
            #expect(fixture.telegram.group.commands.count == 1)
            #expect(fixture.relay.botName == "desk_bot")
        }
    }

    @Test func answersFromTelegram_arePostedOnce_andEditsFollow() async throws {
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, isMirrored: true)
        defer { desk.close() }
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await desk.post(
            Desk.UserMessage(text: try MessageText("вопрос")), by: token
        ).ticket.id
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
