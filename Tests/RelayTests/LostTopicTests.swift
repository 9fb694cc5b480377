import Domain
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// What staff write where the database, an older copy, knows no conversation.
@Suite(.serialized, .timeLimit(.minutes(2))) struct LostTopicTests {
    private static let olga = Participant.named("Olga")

    @Test func answerInATopicThatNoTicketHas_isKept_andStaffAreTold() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            try await fixture.desk.store.write { transaction in
                try transaction.connection.run(script: "DELETE FROM topics; DELETE FROM former_topics")
            }
            for text in ["lost words", "more of them"] {
                _ = try fixture.telegram.change { try $0.write(text, in: topic, by: Self.olga) }
            }
            try await eventually {
                fixture.texts(in: topic).contains { $0.contains("is no longer in the database") }
            }
            try await eventually {
                let kept = try? fixture.desk.store.read {
                    try $0.history(of: TicketID(rawValue: 2), before: nil, limit: 10)
                }
                return kept?.messages.map(\.text) == ["lost words", "more of them"]
            }
            // The card that it had, and no other: that would say that a visitor reads along.
            #expect(fixture.texts(in: topic).count { $0.contains("Reply in this topic") } <= 1)
            #expect(!fixture.texts(in: topic).contains { $0.contains("topic no longer exists") })
            #expect(try fixture.desk.conversation(of: visitor, limit: 10).history.messages.map(\.text) == ["question"])
        }
    }

    /// Whose topic it is can't be known from a reply to a colleague.
    @Test func replyToAColleague_inATopicThatNoTicketHas_isToldInGeneralOnce_andTakenInOnceTheTopicIsKnown()
        async throws
    {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            let first = try fixture.telegram.change { try $0.write("first", in: topic, by: Self.olga) }
            try await eventually {
                (try? fixture.desk.conversation(of: visitor, limit: 9).history.messages.count) == 2
            }
            try await fixture.desk.store.write { transaction in
                try transaction.connection.run(
                    script: """
                        DELETE FROM topics; DELETE FROM former_topics; DELETE FROM telegram_posts;
                        INSERT INTO lost_events (after, before) VALUES (0, 1)
                        """)
            }
            for text in ["second", "third"] {
                _ = try fixture.telegram.change {
                    try $0.write(text, in: topic, by: Self.olga, replyTo: first.id)
                }
            }
            try await eventually { fixture.general.contains { $0.text?.contains("/\(topic)") == true } }
            // What shows whose it is, is kept.
            _ = try fixture.telegram.change { try $0.write("fourth", in: topic, by: Self.olga) }
            try await eventually {
                fixture.texts(in: topic).contains { $0.contains("is no longer in the database") }
            }
            try await eventually {
                let kept = try? fixture.desk.store.read {
                    try $0.history(of: TicketID(rawValue: 2), before: nil, limit: 10)
                }
                return kept?.messages.map(\.text) == ["second", "third", "fourth"]
            }
            #expect(fixture.general.count == 1)
        }
    }

    @Test(arguments: [false, true])
    func topicThatStaffMadeThemselves_isTheirOwnBusiness(isAfterAReturn: Bool) async throws {
        try await RelayFixture.run { fixture in
            let topic = try fixture.telegram.change { try $0.createTopic("Lunch", by: Self.olga).threadID }
            let pizza = try fixture.telegram.change { try $0.write("pizza?", in: topic, by: Self.olga) }
            if isAfterAReturn {
                try await fixture.desk.store.write { transaction in
                    try transaction.connection.run(script: "INSERT INTO lost_events (after, before) VALUES (0, 1)")
                }
                _ = try fixture.telegram.change { try $0.write("or soup", in: topic, by: Self.olga) }
            } else {
                _ = try fixture.telegram.change {
                    try $0.write("yes", in: topic, by: Self.olga, replyTo: pizza.id)
                }
            }
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            #expect(try fixture.desk.store.read { try $0.ticket(TicketID(rawValue: 2)) } == nil)
            #expect(fixture.general.isEmpty)
        }
    }
}
