import Domain
import Store
import TestSupport
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay

/// Waits as the group is told them, if the team has hours.
@Suite(.serialized) struct WorkTimeTests {
    let folder = TemporaryFolder()
    let clock: MovableClock
    let desk: Desk
    let relay: Relay

    /// Ten minutes before the end of a Friday in Moscow.
    init() async throws {
        let clock = MovableClock(at: try #require(Timestamp("2026-12-04T14:50:00.000Z")))
        self.clock = clock
        desk = try Desk(folder: folder.path, isMirrored: true) { clock.now() }
        relay = try Relay(desk: desk, group: -1_001_234_567_890)
        let day = [try OpenInterval(from: "09:00", to: "18:00")]
        let hours = try WorkingHours(week: Array(repeating: day, count: 5) + [[], []], exceptions: [])
        try await desk.setTeamHours(
            TeamHours(isOn: true, zone: "Europe/Moscow", hours: hours, reply: .none), by: .tester)
        let visitor = try await desk.openSession(context: VisitorContext()).token
        _ = try await desk.post(Desk.UserMessage(text: try MessageText("question")), by: visitor)
        try await deliver()
    }

    private func deliver() async throws {
        for delivery in try deliveries() { try await desk.store.write { try $0.complete(delivery) } }
    }

    private func deliveries() throws -> [Delivery] {
        try desk.store.read { try $0.deliveries(of: TicketID(rawValue: 1), limit: 10) }
    }

    private func board() throws -> WaitingBoard {
        try desk.store.read {
            try WaitingBoard($0, group: relay.group, words: .english, clock: WaitClock(relay))
        }
    }

    @Test func reminders_comeInWorkingTime_andNoneAtNight() async throws {
        let reminders = Reminders(relay: relay, after: .seconds(900))
        // Minutes that pass, and what is said then: at 18:20, on Sunday, at 8:59, 9:04 and 9:06 on Monday.
        let steps = [(30, nil), (41 * 60, nil), (21 * 60 + 39, nil), (5, nil), (2, "16 min"), (28, nil), (2, "46 min")]
        for (minutes, said) in steps as [(Int, String?)] {
            clock.move(by: .seconds(minutes * 60))
            try await reminders.sweep()
            let notices = try deliveries().compactMap { delivery -> String? in
                if case .notice(let text) = delivery.content { text } else { nil }
            }
            #expect(notices == (said.map { ["⏰ The visitor has waited \($0) for an answer."] } ?? []))
            try await deliver()
        }
    }

    @Test func board_countsWorkingTime_andIsQuietUntilItChanges() async throws {
        #expect(try board().text.hasSuffix("less than 5 min"))
        // At six: ten minutes are full, and the next step comes with the fifth minute of Monday.
        clock.move(by: .seconds(600))
        let evening = try board()
        #expect(evening.text.hasSuffix("– 10 min"))
        #expect(evening.changesAfter == .seconds(63 * 3600 + 5 * 60))
        clock.move(by: .seconds(63 * 3600 + 5 * 60))
        #expect(try board().text.hasSuffix("– 15 min"))
    }

    @Test func teamThatNeverComes_leavesTheBoardAsItIs() async throws {
        let hours = try WorkingHours(week: Array(repeating: [], count: 7), exceptions: [])
        try await desk.setTeamHours(
            TeamHours(isOn: true, zone: "Europe/Moscow", hours: hours, reply: .none), by: .tester)
        clock.move(by: .seconds(1_000_000))
        let board = try board()
        #expect(board.text.hasSuffix("less than 5 min") && board.changesAfter == nil)
        try await Reminders(relay: relay, after: .seconds(900)).sweep()
        #expect(try deliveries().isEmpty)
    }
}
