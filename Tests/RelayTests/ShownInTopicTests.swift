import Domain
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// What a topic shows of what happens elsewhere: in the panel, in the cabinet, on the site.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ShownInTopicTests {
    @Test func staff_areToldInTheTopic_whoTheVisitorIs() async throws {
        try await RelayFixture.run { fixture in
            let anonymous = try await fixture.visitor()
            try await fixture.say("hello", as: anonymous)
            try await eventually { fixture.texts() == ["hello"] }
            let identity = VisitorIdentity(
                externalID: "anna", isVerified: true, name: "Anna", email: "anna@shop.example", memberID: "M-7")
            let identified = try await fixture.desk.identify(anonymous, as: identity, context: VisitorContext())
            let token = try #require(identified.newToken)
            try await eventually { fixture.texts().count == 2 }
            let notice = try #require(fixture.texts().last)
            for part in ["Anna (verified)", "anna@shop.example", "M-7"] { #expect(notice.contains(part)) }
            let topic = try fixture.topic
            try await eventually { fixture.telegram.group.topics[topic]?.name.contains("Anna") == true }
            // The same again is no news.
            _ = try await fixture.desk.identify(token, as: identity, context: VisitorContext())
            try await fixture.say("more", as: token)
            try await eventually { fixture.texts().last == "more" }
            #expect(fixture.texts().count == 3)
        }
    }

    @Test func panelsAnswer_closing_andNote_appearInTheTopic_withoutALoop() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let ticket = try #require(try fixture.desk.conversation(of: visitor, limit: 1).ticket)
            let agent = try await fixture.desk.store.write { try $0.agent(telegramUser: 7, name: "Olga", now: .now()) }
            let answer = Desk.StaffMessage(text: try MessageText("answer"))
            _ = try await fixture.desk.answer(answer, in: ticket.id, by: agent, as: .agent(agent.id))
            _ = try await fixture.desk.note(MessageText("for us"), in: ticket.id, by: agent)
            try await eventually { fixture.texts().count == 3 }
            #expect(fixture.texts() == ["question", "Olga (panel): answer", "📝 Olga (panel): for us"])
            let topic = try fixture.topic
            _ = try await fixture.desk.setStatus(.close, of: ticket.id, by: .agent(agent))
            try await eventually { fixture.telegram.group.topics[topic]?.isClosed == true }
            // Archiving is nothing that a topic shows.
            _ = try await fixture.desk.setStatus(.archive, of: ticket.id, by: .agent(agent))
            _ = try await fixture.desk.setClosed(false, ticket.id, by: visitor)
            try await eventually { fixture.telegram.group.topics[topic]?.isClosed == false }
            let status = try fixture.desk.conversation(of: visitor, limit: 1).ticket?.status
            #expect(status == .open)
            let seen = try fixture.desk.conversation(of: visitor, limit: 50).history.messages
            #expect(seen.map(\.text) == ["question", "answer"])
            #expect(seen.last?.authorName == "Olga")
        }
    }

    @Test func openedTicket_getsATopicOfItsOwn() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("chat", as: visitor)
            _ = try await fixture.desk.openTicket(
                "Lamp", Desk.UserMessage(text: try MessageText("broken")), by: visitor)
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts() == ["broken"] }
        }
    }
}
