import Domain
import Telegram
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// A call that hangs, and an error of one conversation, are that conversation's own.
@Suite(.serialized, .timeLimit(.minutes(2))) struct SlowCallTests {
    /// Longer than any test waits for what must not wait for it.
    static let hang = Duration.seconds(20)

    func conversation(_ name: String, _ fixture: RelayFixture) async throws -> (visitor: SessionToken, topic: Int) {
        let visitor = try await fixture.visitor(name)
        let before = fixture.telegram.group.topics.count
        try await fixture.say("first", as: visitor)
        try await eventually { fixture.telegram.group.topics.count > before && fixture.texts() == ["first"] }
        return (visitor, try fixture.topic)
    }

    func calls(_ method: String, _ fixture: RelayFixture) -> Int {
        fixture.telegram.group.calls.count { $0.method == method }
    }

    @Test(arguments: ["sendMessage", "createForumTopic", "editForumTopic"])
    func hungCall_delaysNoOtherConversation(method: String) async throws {
        try await RelayFixture.run { fixture in
            let (one, other) = (try await conversation("One", fixture), try await conversation("Other", fixture))
            let before = calls(method, fixture)
            fixture.telegram.change { $0.add(Fault(.none, method: method, delay: Self.hang)) }
            switch method {
            case "createForumTopic": try await fixture.say("hangs", as: try await fixture.visitor("New"))
            case "sendMessage": try await fixture.say("hangs", as: one.visitor)
            default:
                let ticket = try fixture.desk.conversation(of: one.visitor, before: nil, limit: 1).ticket
                _ = try await fixture.desk.setStatus(.close, of: try #require(ticket).id, by: .tester)
            }
            try await eventually { calls(method, fixture) > before }
            for number in 1...3 {
                try await fixture.say("line \(number)", as: other.visitor)
                try await eventually { fixture.texts(in: other.topic).last == "line \(number)" }
            }
            #expect(!fixture.texts(in: one.topic).contains("hangs"))
        }
    }

    @Test func slowAnswer_keepsTheOrderOfItsConversation() async throws {
        try await RelayFixture.run { fixture in
            let one = try await conversation("One", fixture)
            fixture.telegram.change { $0.add(Fault(.none, method: "sendMessage", delay: .milliseconds(300))) }
            for number in 1...5 { try await fixture.say("line \(number)", as: one.visitor) }
            try await eventually { fixture.texts(in: one.topic) == ["first"] + (1...5).map { "line \($0)" } }
        }
    }

    /// How many calls with this text have been made.
    func tries(of text: String, _ fixture: RelayFixture) -> Int {
        fixture.telegram.group.calls.count { $0.parameters["text"]?.string == text }
    }

    /// What a running conversation is promised, whatever hangs.
    func expectHeard(_ other: (visitor: SessionToken, topic: Int), _ fixture: RelayFixture) async throws {
        let start = ContinuousClock.now
        for number in 1...3 {
            try await fixture.say("line \(number)", as: other.visitor)
            try await eventually { fixture.texts(in: other.topic).last == "line \(number)" }
        }
        #expect(start.duration(to: .now) < .seconds(15))
    }

    @Test(arguments: [2, CallPlaces.mostLines]) func severalHungConversations_delayNoOther(count: Int) async throws {
        try await RelayFixture.run { fixture in
            var hung: [(visitor: SessionToken, topic: Int)] = []
            for number in 1...count { hung.append(try await conversation("V\(number)", fixture)) }
            let other = try await conversation("Other", fixture)
            fixture.telegram.change {
                $0.add(Fault(.none, method: "sendMessage", text: "hangs", count: 1000, delay: Self.hang))
            }
            for (visitor, _) in hung { try await fixture.say("hangs", as: visitor) }
            try await eventually { tries(of: "hangs", fixture) == count }
            try await expectHeard(other, fixture)
        }
    }

    /// Two calls without an answer may mean that Telegram is away. It is not, and their next tries hang.
    @Test func conversationsWithoutAnAnswer_areTriedBesideTheOthers() async throws {
        try await RelayFixture.run { fixture in
            let (one, two) = (try await conversation("One", fixture), try await conversation("Two", fixture))
            let other = try await conversation("Other", fixture)
            fixture.telegram.change {
                $0.add(Fault(.dropBefore, method: "sendMessage", text: "hangs", count: 2))
                $0.add(Fault(.none, method: "sendMessage", text: "hangs", count: 1000, delay: Self.hang))
            }
            for visitor in [one.visitor, two.visitor] { try await fixture.say("hangs", as: visitor) }
            try await eventually { tries(of: "hangs", fixture) == 3 }
            try await expectHeard(other, fixture)
            // They share one place.
            #expect(tries(of: "hangs", fixture) == 3)
        }
    }

    @Test func firstContactsThatAllHang_delayNoRunningConversation() async throws {
        try await RelayFixture.run { fixture in
            let other = try await conversation("Other", fixture)
            fixture.telegram.change {
                $0.add(Fault(.none, method: "createForumTopic", count: 1000, delay: Self.hang))
            }
            let before = calls("createForumTopic", fixture)
            for number in 1...6 { try await fixture.say("new", as: try await fixture.visitor("New \(number)")) }
            try await eventually { calls("createForumTopic", fixture) > before }
            try await expectHeard(other, fixture)
            #expect(calls("createForumTopic", fixture) - before <= CallPlaces.mostOthers)
        }
    }

    @Test func filesThatHang_delayNoLines() async throws {
        try await RelayFixture.run { fixture in
            var hung: [(visitor: SessionToken, topic: Int)] = []
            for number in 1...6 { hung.append(try await conversation("V\(number)", fixture)) }
            let other = try await conversation("Other", fixture)
            fixture.telegram.change {
                $0.add(Fault(.none, method: "sendDocument", count: 1000, delay: Self.hang))
            }
            for (visitor, _) in hung {
                try await fixture.say("", with: [try await fixture.upload([97], "a.txt", by: visitor)], as: visitor)
            }
            try await eventually { calls("sendDocument", fixture) == CallPlaces.mostOthers }
            try await expectHeard(other, fixture)
            #expect(calls("sendDocument", fixture) == CallPlaces.mostOthers)
        }
    }

    @Test func errorsOfOneConversation_leaveTheOthersAlone() async throws {
        try await RelayFixture.run { fixture in
            let other = try await conversation("Other", fixture)
            // Ten 5xx answers to one conversation, whose waits would be minutes.
            fixture.telegram.change { $0.add(Fault(.page(status: 502), method: "createForumTopic", count: 10)) }
            try await fixture.say("waits", as: try await fixture.visitor("New"))
            for number in 1...4 {
                try await fixture.say("line \(number)", as: other.visitor)
                try await eventually { fixture.texts(in: other.topic).last == "line \(number)" }
            }
            #expect(fixture.telegram.group.topics.count == 1)
            fixture.telegram.change { $0.endFaults() }
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts().last == "waits" }
        }
    }

    /// A row whose reading fails is given up with its reason, and told; what is behind it and others go on.
    @Test func rowThatCannotBeRead_isSetAside_andToldOf() async throws {
        try await RelayFixture.run { fixture in
            let (one, other) = (try await conversation("One", fixture), try await conversation("Other", fixture))
            try await fixture.desk.store.write { transaction in
                try transaction.connection.execute(
                    """
                    CREATE TRIGGER damage AFTER INSERT ON messages WHEN NEW.text = 'damaged' BEGIN
                        UPDATE messages SET spans = 'nonsense' WHERE ticket_id = NEW.ticket_id AND id = NEW.id; END
                    """)
            }
            for text in ["damaged", "behind"] { try await fixture.say(text, as: one.visitor) }
            try await fixture.say("elsewhere", as: other.visitor)
            try await eventually { fixture.texts(in: other.topic).last == "elsewhere" }
            try await eventually { fixture.texts(in: one.topic).contains("behind") }
            try await eventually { fixture.texts(in: one.topic).last?.hasPrefix("⚠️") == true }
            func counts() throws -> [Int] {
                let counts = try fixture.desk.store.read { try $0.deliveryCounts() }
                return [counts.waiting, counts.failed]
            }
            try await eventually { (try? counts()) == [0, 1] }
        }
    }

    @Test func unknownRefusals_ofEverybody_giveNothingUp_andTheTroubleIsShown() async throws {
        try await RelayFixture.run { fixture in
            var conversations: [(visitor: SessionToken, topic: Int)] = []
            for number in 1...4 { conversations.append(try await conversation("V\(number)", fixture)) }
            fixture.telegram.change {
                $0.add(
                    Fault(.error(APIError(400, "Bad Request: something new")), method: "sendMessage", count: 100_000))
            }
            for (visitor, _) in conversations { try await fixture.say("line", as: visitor) }
            try await eventually { fixture.relay.trouble != nil }
            fixture.telegram.change { $0.endFaults() }
            for (_, topic) in conversations {
                try await eventually { fixture.texts(in: topic) == ["first", "line"] }
            }
            #expect(try fixture.desk.store.read { try $0.deliveryCounts().failed } == 0)
            #expect(fixture.relay.trouble == nil)
        }
    }

    @Test func withoutTheRightToMakeTopics_runningConversationsGoOn() async throws {
        try await RelayFixture.run { fixture in
            let one = try await conversation("One", fixture)
            fixture.telegram.change {
                $0.add(
                    Fault(
                        .error(APIError(400, "Bad Request: not enough rights to create a topic")),
                        method: "createForumTopic", count: 100_000))
            }
            try await fixture.say("new", as: try await fixture.visitor("New"))
            try await eventually { fixture.relay.trouble != nil }
            try await fixture.say("line", as: one.visitor)
            try await eventually { fixture.texts(in: one.topic).last == "line" }
            #expect(fixture.relay.trouble != nil)
            fixture.telegram.change { $0.endFaults() }
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts() == ["new"] }
            try await eventually { fixture.relay.trouble == nil }
        }
    }
}
