import Domain
import Telegram
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// What is wrong with one conversation, or with one row, holds up nobody else.
@Suite(.serialized, .timeLimit(.minutes(2))) struct HeldUpTests {
    static let olga = Participant.named("Olga")

    func counts(_ fixture: RelayFixture) throws -> (waiting: Int, failed: Int) {
        let counts = try fixture.desk.store.read { try $0.deliveryCounts() }
        return (counts.waiting, counts.failed)
    }

    func attempts(_ fixture: RelayFixture) -> Int {
        fixture.telegram.group.calls.count { $0.method == "createForumTopic" }
    }

    @Test func conversationWhoseTopicTelegramRefuses_waits_andNobodyWaitsForIt() async throws {
        try await RelayFixture.run { fixture in
            let other = try await fixture.visitor("Other")
            try await fixture.say("first", as: other)
            try await eventually { fixture.texts() == ["first"] }
            let before = attempts(fixture)
            fixture.telegram.change {
                $0.add(
                    Fault(
                        .error(APIError(400, "Bad Request: something new")), method: "createForumTopic", count: 100_000)
                )
            }
            let refused = try await fixture.visitor("Refused")
            for number in 1...3 {
                try await fixture.say("lost \(number)", as: refused)
                try await fixture.say("line \(number)", as: other)
            }
            try await eventually { (try? counts(fixture).waiting) == 3 && fixture.general.count == 1 }
            let topic = try fixture.topic
            #expect(fixture.texts(in: topic) == ["first", "line 1", "line 2", "line 3"])
            // The pauses between tries grow.
            #expect(attempts(fixture) - before <= 8)
            #expect(try counts(fixture).failed == 0)
            // What comes later is tried anew.
            fixture.telegram.change { $0.endFaults() }
            try await fixture.say("heard", as: refused)
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts().last == "heard" }
        }
    }

    @Test func topicOfWhichTelegramNeverAnswers_rests_andOthersGoOn() async throws {
        try await RelayFixture.run { fixture in
            let other = try await fixture.visitor("Other")
            try await fixture.say("first", as: other)
            try await eventually { fixture.texts() == ["first"] }
            let topic = try fixture.topic
            fixture.telegram.change { $0.add(Fault(.dropBefore, method: "createForumTopic", count: 100_000)) }
            let waiting = try await fixture.visitor("Waiting")
            try await fixture.say("not yet", as: waiting)
            for number in 1...4 {
                try await fixture.say("line \(number)", as: other)
                try await eventually { fixture.texts(in: topic).last == "line \(number)" }
            }
            try await eventually { (try? counts(fixture)) ?? (0, 0) == (1, 0) }
            fixture.telegram.change { $0.endFaults() }
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts().last == "not yet" }
        }
    }

    /// Of 1 to 11 calls a minute, one or two may go out at once: no more than messages are left.
    @Test(arguments: [1, 2, 3, 4, 7, 8, 11, 12, 20, 60])
    func budgetOfAnySize_hasACallForTheEye_onceItIsWhole(perMinute: Int) {
        let start = ContinuousClock.now
        var budget = Budget(perMinute: perMinute, now: start)
        #expect(DeliveryWorker.isCallLeft(of: budget, at: start))
        for _ in 0..<budget.burst { budget.take(at: start) }
        #expect(!DeliveryWorker.isCallLeft(of: budget, at: start))
        #expect(DeliveryWorker.isCallLeft(of: budget, at: start + .seconds(61)))
    }

    @Test func updateThatTheStoreRefuses_isSetAside() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            try await fixture.refuse(
                """
                CREATE TRIGGER refusal BEFORE INSERT ON messages WHEN NEW.text = 'refused'
                BEGIN SELECT RAISE(ABORT, 'refused'); END
                """)
            for text in ["refused", "taken"] {
                _ = try fixture.telegram.change { try $0.write(text, in: topic, by: Self.olga) }
            }
            try await eventually { (try? fixture.heard(by: visitor)) == ["question", "taken"] }
            try await eventually { fixture.texts(in: topic).last?.hasPrefix("⚠️") == true }
        }
    }

    /// Neither the store nor the desk refuses here: what an edit looks up can't be read.
    @Test func updateThatFailsForNoKnownReason_isSetAside_andToldOf() async throws {
        try await RelayFixture.run { fixture in
            let damaged = try await fixture.visitor("Damaged")
            try await fixture.say("question", as: damaged)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            let answer = try fixture.telegram.change { try $0.write("answer", in: topic, by: Self.olga) }
            try await eventually { (try? fixture.heard(by: damaged)) == ["question", "answer"] }
            try await fixture.refuse("UPDATE messages SET spans = 'damaged' WHERE text = 'answer'")
            let other = try await fixture.visitor("Other")
            try await fixture.say("hello", as: other)
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts().last == "hello" }
            let second = try #require(fixture.telegram.group.topics.keys.max())
            _ = try fixture.telegram.change { try $0.edit(answer.id, to: "better") }
            _ = try fixture.telegram.change { try $0.write("heard", in: second, by: Self.olga) }
            try await eventually { (try? fixture.heard(by: other)) == ["hello", "heard"] }
            try await eventually { fixture.texts(in: topic).last?.hasPrefix("⚠️") == true }
        }
    }

    @Test func filesThatTelegramNeverGives_holdUpNoOther() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            // Three hang; the fourth does not wait for them.
            fixture.telegram.change { $0.add(Fault(.none, method: "getFile", count: 3, delay: .seconds(60))) }
            for number in 1...4 {
                let file = Upload(Array("file \(number)".utf8), name: "\(number).txt", mimeType: "text/plain")
                _ = try fixture.telegram.change { try $0.attach(.document, file, in: topic, by: Self.olga) }
            }
            func ready() -> Int {
                let history = try? fixture.desk.conversation(of: visitor, before: nil, limit: 50).history
                return history?.messages.flatMap(\.attachments).count { $0.state == .ready } ?? 0
            }
            try await eventually { ready() == 1 }
        }
    }

    @Test func postThatTheStoreRefusesToRecord_isToldOf_andOthersGoOn() async throws {
        try await RelayFixture.run { fixture in
            let (one, other) = (try await fixture.visitor("One"), try await fixture.visitor("Other"))
            try await fixture.say("first", as: one)
            try await eventually { fixture.texts() == ["first"] }
            let topic = try fixture.topic
            try await fixture.refuse(
                """
                CREATE TRIGGER refusal BEFORE INSERT ON telegram_posts
                WHEN 'second' = (SELECT text FROM messages WHERE ticket_id = NEW.ticket_id AND id = NEW.message_id)
                BEGIN SELECT RAISE(ABORT, 'refused'); END
                """)
            try await fixture.say("second", as: one)
            try await fixture.say("elsewhere", as: other)
            try await eventually { fixture.telegram.group.topics.count == 2 && fixture.texts().last == "elsewhere" }
            try await eventually { (try? counts(fixture)) ?? (1, 0) == (0, 1) }
            let texts = fixture.texts(in: topic)
            #expect(texts.filter { $0 == "second" }.count == 1 && texts.last?.hasPrefix("⚠️") == true)
        }
    }

    @Test(arguments: [false, true])
    func statusThatChangesWhileItsTopicIsMade_isShownInTheEnd(wasClosed: Bool) async throws {
        try await RelayFixture.run { fixture in
            fixture.telegram.change {
                $0.add(Fault(.tooManyRequests(retryAfter: 1), method: "createForumTopic"))
                $0.add(Fault(.none, method: "createForumTopic", delay: .milliseconds(300)))
            }
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            let chat = try fixture.desk.conversation(of: visitor, before: nil, limit: 1).ticket
            let ticket = try #require(chat).id
            if wasClosed { _ = try await fixture.desk.setStatus(.close, of: ticket, by: .tester) }
            try await eventually { attempts(fixture) == 2 }
            _ = try await fixture.desk.setStatus(wasClosed ? .reopen : .close, of: ticket, by: .tester)
            try await eventually {
                fixture.telegram.group.topics.values.first?.isClosed == !wasClosed
                    && fixture.icon == (wasClosed ? "❗" : "✅")
            }
        }
    }
}

extension RelayFixture {
    /// From now on the store refuses what this trigger does.
    fileprivate func refuse(_ trigger: SQL) async throws {
        try await desk.store.write { try $0.connection.execute(trigger) }
    }

    fileprivate func heard(by visitor: SessionToken) throws -> [String] {
        try desk.conversation(of: visitor, before: nil, limit: 50).history.messages.map(\.text)
    }
}
