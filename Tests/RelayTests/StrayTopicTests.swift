import Domain
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// Topics that were made although nobody heard of it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StrayTopicTests {
    static let olga = Participant.named("Olga")

    @Test func topicMadeTwice_pointsToTheOneThatCounts_andWhatIsWrittenThereIsHeard() async throws {
        // The announcement comes after the wait for it is over.
        try await RelayFixture.run(polls: false) { fixture in
            fixture.telegram.change { $0.add(Fault(.dropAfter, method: "createForumTopic")) }
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts() == ["question"] }
            let (topics, topic) = (fixture.telegram.group.topics, try fixture.topic)
            let stray = try #require(topics.keys.min())
            try await fixture.pollInVain()
            // The pointer comes after the topic is closed.
            try await eventually {
                fixture.telegram.group.messages(in: stray).contains { $0.text?.contains("/\(topic)") == true }
            }
            #expect(fixture.telegram.group.topics[stray]?.isClosed == true)
            #expect(fixture.telegram.group.topics[topic]?.isClosed == false)
            _ = try fixture.telegram.change { try $0.write("answer", in: stray, by: Self.olga) }
            try await fixture.pollInVain()
            try await eventually {
                (try? fixture.desk.conversation(of: visitor, before: nil, limit: 9).history.messages.map(\.text))
                    == ["question", "answer"]
            }
            #expect(fixture.telegram.group.topics.count == 2)
        }
    }

    @Test(arguments: [
        ("closeForumTopic", Fault.Kind.dropAfter), ("closeForumTopic", .dropBefore), ("closeForumTopic", .kicked),
        ("sendMessage", .dropAfter),
    ])
    func strayTopicThatIsHardToClose_getsOnePointer(method: String, fault: Fault.Kind) async throws {
        try await RelayFixture.run(polls: false) { fixture in
            fixture.telegram.change { $0.add(Fault(.dropAfter, method: "createForumTopic")) }
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts() == ["question"] }
            let stray = try #require(fixture.telegram.group.topics.keys.min())
            fixture.telegram.change { $0.add(Fault(fault, method: method, count: method == "sendMessage" ? 1 : 2)) }
            try await fixture.pollInVain()
            let group = fixture.relay.group
            func isLeft() throws -> Bool {
                try fixture.desk.store.read { reader in
                    try reader.connection.first("SELECT 1 FROM stray_topics WHERE chat_id = ?", group) { _ in true }
                } ?? false
            }
            try await eventually { fixture.telegram.group.topics[stray]?.isClosed == true && (try? isLeft()) == false }
            let pointers = fixture.telegram.group.messages(in: stray).filter { $0.text != nil }
            #expect(pointers.count == 1)
        }
    }

    @Test func topicMadeBeforeACrash_isTaken() async throws {
        try await RelayFixture.run { fixture in
            // Killed while it waits for the answer: the call has its effect, and nobody records it.
            fixture.telegram.change {
                $0.add(Fault(.dropAfter, method: "createForumTopic"))
            }
            let visitor = try await fixture.visitor()
            try await fixture.restartingWorkers {
                try await fixture.say("question", as: visitor)
                try await eventually { fixture.texts() == ["question"] }
            }
            #expect(fixture.telegram.group.topics.count == 1)
        }
    }

    @Test func ordinaryTopic_isNoStray() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            try await fixture.pollInVain()
            let group = fixture.relay.group
            #expect(try fixture.desk.store.read { try $0.strayTopics(in: group, share: (0, 1), limit: 9) }.isEmpty)
        }
    }
}
