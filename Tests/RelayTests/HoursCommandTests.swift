import Domain
import Store
import TelegramSimulator
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite(.serialized, .timeLimit(.minutes(2))) struct HoursCommandTests {
    private static func interval(_ from: String, _ to: String) -> OpenInterval? {
        try? OpenInterval(from: from, to: to)
    }

    @Test(
        arguments: [
            ("", .show), ("on", .turn(on: true)), ("ВЫКЛ", .turn(on: false)),
            ("mon-fri 9-18", .week([0, 1, 2, 3, 4], [interval("09:00", "18:00")].compactMap(\.self))),
            ("сб выходной", .week([5], [])),
            (
                "sat-mon 9:30–13, 14:00-24",
                .week(
                    [5, 6, 0], [interval("09:30", "13:00"), interval("14:00", "24:00")].compactMap(\.self))
            ),
            ("2026-12-31 closed", .date(CalendarDate(dayNumber: 20_818), [])),
            ("2026-12-31 обычно", .date(CalendarDate(dayNumber: 20_818), nil)),
        ] as [(String, HoursCommand)])
    func command_isRead(text: String, command: HoursCommand) { #expect(HoursCommand(text) == command) }

    @Test(arguments: [
        "later", "on off", "mon", "mon usual", "mon-xyz 9-18", "mon-tue-wed 9-18", "-mon 9-18", "mon 18-9", "mon 22-6",
        "mon 9", "mon 9-18-20", "mon 25-26", "2026-02-30 closed", "2026-12-31", "mon closed 9-18",
    ])
    func anythingElse_isNot(text: String) { #expect(HoursCommand(text) == nil) }

    @Test func hours_areToldToAnybody_andChangedByAdministratorsOnly() async throws {
        try await RelayFixture.run { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("question", as: visitor)
            try await eventually { fixture.texts() == ["question"] }
            let (topic, olga) = (try fixture.topic, Participant.named("Olga"))
            @Sendable func ask(_ text: String, answer: String) async throws {
                _ = try fixture.telegram.change { try $0.write(text, in: topic, by: olga) }
                try await eventually { fixture.texts().last?.hasPrefix(answer) == true }
            }
            try await ask("/hours", answer: "Working hours are off.\nMon 09:00–18:00\n")
            try await ask("/hours on", answer: "Only administrators")
            #expect(try fixture.desk.teamHours() == .standard)
            let agent = try #require(try fixture.desk.store.read { try $0.accounts(limit: 1) }.first?.agent.id)
            _ = try await fixture.desk.store.write { try $0.setRole(.admin, of: agent) }
            try await ask("/hours mon-sun 0-24", answer: "Working hours are off.\nMon 00:00–24:00\n")
            try await ask("/hours on", answer: "Working hours are on (UTC).\nSomebody is there until ")
            #expect(fixture.desk.availability()?.isOpen == true)
            try await ask(
                "/hours mon-sun closed", answer: "Working hours are on (UTC).\nNobody is there.\nMon closed\n")
            #expect(fixture.desk.availability()?.isOpen == false)
            try await ask("/hours whenever", answer: "Use it like this:")
            #expect(try fixture.desk.auditEntries(before: nil, limit: 9).count { $0.action == .hoursChanged } == 3)
        }
    }
}
