import Domain
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// Changes of topics that are only for the eye, and what keeps them from being made.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TopicMaintenanceTests {
    private static let olga = Participant.named("Olga")
    private static let noRights = Fault.Kind.error(APIError(400, "Bad Request: not enough rights to manage topics"))

    /// What is no fault of the topic's.
    static let passing: [Fault.Kind] = [
        .dropBefore, .dropAfter, .page(status: 502), .tooManyRequests(retryAfter: 1), .kicked, noRights,
        .error(APIError(401, "Unauthorized")), .error(APIError(400, "Bad Request: CHANNEL_PRIVATE")),
        .error(APIError(400, "Bad Request: chat not found")),
        .error(APIError(409, "Conflict: terminated by other getUpdates request")),
    ]

    @Test(arguments: passing) func changeThatCantBeMadeNow_isMadeLater(fault: Fault.Kind) async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            fixture.telegram.change { $0.add(Fault(fault, method: "closeForumTopic")) }
            _ = try fixture.telegram.change { try $0.write("/close", in: topic, by: Self.olga) }
            try await eventually { fixture.telegram.group.topics[topic]?.isClosed == true }
        }
    }

    @Test func changeThatIsRefusedForTheTopic_isGivenUp() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            fixture.telegram.change {
                $0.add(Fault(.error(APIError(400, "Bad Request: TOPIC_SOMETHING")), method: "closeForumTopic"))
            }
            _ = try fixture.telegram.change { try $0.write("/close", in: topic, by: Self.olga) }
            let group = fixture.relay.group
            try await eventually {
                (try? fixture.desk.store.read { reader in
                    try reader.ticket(TicketID(rawValue: 1))?.status == .closed
                        && reader.staleTopics(in: group, share: (0, 1), limit: 9).isEmpty
                }) == true
            }
            #expect(fixture.telegram.group.topics[topic]?.isClosed == false)
        }
    }

    /// Nor does one topic that can't be changed keep the others from being changed.
    @Test func botThatMayNotChangeATopic_stillKeepsTheBoard_andTheOtherTopics() async throws {
        try await RelayFixture.run(hasBoard: true) { fixture in
            var topics: [Int] = []
            for number in 0..<2 {
                let visitor = try await fixture.visitor("Visitor \(number)")
                try await fixture.say("question", as: visitor)
                try await eventually { fixture.texts() == ["question"] && fixture.telegram.group.topics.count > number }
                topics.append(try fixture.topic)
            }
            try await eventually { fixture.general.last?.text?.contains("2 wait") == true }
            fixture.telegram.change { $0.add(Fault(Self.noRights, method: "closeForumTopic", count: 3)) }
            for topic in topics { _ = try fixture.telegram.change { try $0.write("/close", in: topic, by: Self.olga) } }
            try await eventually { fixture.general.last?.text?.contains("All answered") == true }
            try await eventually { topics.allSatisfy { fixture.telegram.group.topics[$0]?.isClosed == true } }
        }
    }
}
