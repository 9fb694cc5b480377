import Domain
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite(.serialized, .timeLimit(.minutes(2))) struct RemindersTests {
    static let olga = Participant.named("Olga")

    func reminders(_ fixture: RelayFixture) -> [String] { fixture.texts().filter { $0.hasPrefix("⏰") } }

    /// Moves the clock, and reminds until nothing is due.
    func remind(_ fixture: RelayFixture, afterMinutes minutes: Int) async throws {
        fixture.letPass(.seconds(60 * minutes))
        for _ in 1...4 { try await fixture.remind() }
        try await eventually { (try? fixture.desk.store.read { try $0.deliveryCounts().waiting }) == 0 }
    }

    @Test func whoWaits_isBroughtToMind_withDoublingGaps_threeTimes() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            // Minutes that pass, and reminders there are then: due after 15, 45 and 105.
            for (minutes, count) in [(14, 0), (2, 1), (13, 1), (17, 2), (58, 2), (2, 3), (100, 3), (5000, 3)] {
                try await remind(fixture, afterMinutes: minutes)
                #expect(reminders(fixture).count == count)
            }
            #expect(reminders(fixture).first == "⏰ The visitor has waited 16 min for an answer.")
            // A new wait begins with the next question after an answer, and says who took it.
            _ = try fixture.telegram.change { try $0.write("/take", in: topic, by: Self.olga) }
            _ = try fixture.telegram.change { try $0.write("an answer", in: topic, by: Self.olga) }
            try await eventually { fixture.icon == "💬" }
            try await remind(fixture, afterMinutes: 100)
            #expect(reminders(fixture).count == 3)
            try await fixture.say("another question", as: visitor)
            try await remind(fixture, afterMinutes: 16)
            #expect(reminders(fixture).count == 4 && reminders(fixture).last?.hasSuffix("Olga took it.") == true)
            try await remind(fixture, afterMinutes: 2)
            #expect(reminders(fixture).count == 4)
        }
    }

    @Test(arguments: ["/close", "/ban"])
    func whoNeedsNoAnswer_isNotBroughtToMind(command: String) async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let topic = try fixture.topic
            _ = try fixture.telegram.change { try $0.write(command, in: topic, by: Self.olga) }
            // The question, the command, and what came of it.
            try await eventually { fixture.texts().count == 3 }
            try await remind(fixture, afterMinutes: 1000)
            #expect(reminders(fixture).isEmpty)
        }
    }

    @Test func manyWhoWait_areBroughtToMindAFewAtATime_andNotWhileTelegramIsBehind() async throws {
        let folder = TemporaryFolder()
        let clock = MovableClock()
        let desk = try Desk(folder: folder.path, isMirrored: true) { clock.now() }
        defer { desk.close() }
        let relay = try Relay(desk: desk, group: -1)
        for number in 1...12 {
            let visitor = try await desk.openSession(context: VisitorContext(pageTitle: "\(number)")).token
            _ = try await desk.post(Desk.UserMessage(text: try MessageText("x")), by: visitor)
        }
        clock.move(by: .seconds(3000))
        let reminders = Reminders(relay: relay, after: .seconds(900))
        func waiting() throws -> [Delivery] {
            try desk.store.read { reader in
                try reader.waitingConversations(in: -1, answeredSince: clock.now()).flatMap {
                    try reader.deliveries(of: $0.ticket, limit: 100)
                }
            }
        }
        try await reminders.sweep()
        #expect(try waiting().count == 12)
        for delivery in try waiting() { try await desk.store.write { try $0.complete(delivery) } }
        try await reminders.sweep()
        #expect(try waiting().map(\.ticket.rawValue) == [1, 2, 3, 4, 5])
    }
}
