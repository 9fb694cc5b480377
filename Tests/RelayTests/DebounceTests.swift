import Domain
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay
@testable import Store

/// Topics are not changed with every line of a conversation.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DebounceTests {
    static let olga = Participant.named("Olga")

    func topic(_ ticket: Int64, _ status: TicketStatus, isClosed: Bool = false) -> StaleTopic {
        StaleTopic(
            ticket: TicketID(rawValue: ticket), thread: ticket, shownName: nil, shownIcon: nil, isClosed: isClosed,
            status: status, user: UserID(rawValue: 1))
    }

    @Test func looks_waitUntilTheTicketHasBeenTheSameForAWhile() {
        var settling = TopicDebounce()
        let start = ContinuousClock.now
        /// What comes next so many seconds after the start: a ticket, or a wait of seconds.
        func next(_ stale: [StaleTopic], _ seconds: Int) -> [Int64?] {
            let next = settling.next(of: stale, after: .seconds(30), at: start + .seconds(seconds))
            return [next.topic?.ticket.rawValue, next.wait?.components.seconds]
        }
        #expect(next([], 0) == [nil, nil])
        #expect(next([topic(1, .answered)], 0) == [nil, 30])
        #expect(next([topic(1, .answered), topic(2, .open)], 10) == [nil, 20])
        // It changed meanwhile, and so begins anew; the other one does not wait for it.
        #expect(next([topic(1, .open), topic(2, .open)], 29) == [nil, 11])
        #expect(next([topic(1, .open), topic(2, .open)], 40) == [2, nil])
        #expect(next([topic(1, .open)], 58) == [nil, 1])
        #expect(next([topic(1, .open)], 59) == [1, nil])
        // What was shown is forgotten.
        #expect(next([], 60) == [nil, nil])
        #expect(next([topic(1, .answered)], 61) == [nil, 30])
        // Whether it is open does not wait, nor for others.
        #expect(next([topic(1, .answered), topic(3, .closed)], 62) == [3, nil])
        #expect(next([topic(1, .answered), topic(3, .closed, isClosed: true)], 63) == [nil, 28])
        #expect(next([topic(3, .open, isClosed: true)], 64) == [3, nil])
    }

    @Test func quickExchange_leavesNoLinesOfTelegramsInTheTopic_butItsEndDoes() async throws {
        try await RelayFixture.run(settling: .seconds(3600)) { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question 0", as: visitor)
            try await eventually { fixture.texts() == ["question 0"] }
            let topic = try fixture.topic
            for number in 1...3 {
                _ = try fixture.telegram.change { try $0.write("answer \(number)", in: topic, by: Self.olga) }
                try await eventually { (try? fixture.status(of: visitor)) == .answered }
                try await fixture.say("question \(number)", as: visitor)
                try await eventually { fixture.texts().last == "question \(number)" }
            }
            _ = try fixture.telegram.change { try $0.write("/close", in: topic, by: Self.olga) }
            try await eventually { fixture.telegram.group.topics[topic]?.isClosed == true }
            try await fixture.say("one more", as: visitor)
            try await eventually { fixture.telegram.group.topics[topic]?.isClosed == false }
            // That it was made, closed and opened.
            #expect(fixture.telegram.group.messages(in: topic).count(where: \.isService) == 3)
            #expect(fixture.icon == "❗")
        }
    }

    @Test func looks_follow_onceNothingHappens() async throws {
        try await RelayFixture.run(settling: .milliseconds(20)) { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            _ = try fixture.telegram.change { try $0.write("answer", in: topic, by: Self.olga) }
            try await eventually { fixture.icon == "💬" }
            _ = try fixture.telegram.change { try $0.write("/close", in: topic, by: Self.olga) }
            try await eventually { fixture.icon == "✅" && fixture.telegram.group.topics[topic]?.isClosed == true }
        }
    }
}

extension RelayFixture {
    func status(of visitor: SessionToken) throws -> TicketStatus? {
        try desk.conversation(of: visitor, before: nil, limit: 1).ticket?.status
    }
}
