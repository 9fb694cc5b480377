import Domain
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk

/// The team's hours at work: what visitors are told, and what they are answered meanwhile.
@Suite(.serialized) struct TeamHoursTests {
    let folder = TemporaryFolder()
    let clock: MovableClock
    let desk: Desk

    /// Tuesday noon in Moscow.
    init() throws {
        let clock = MovableClock(at: try #require(Timestamp("2026-12-01T09:00:00.000Z")))
        self.clock = clock
        desk = try Desk(folder: folder.path, isMirrored: true) { clock.now() }
    }

    /// From nine to six on five days.
    private func hours(
        on isOn: Bool = true, zone: String = "Europe/Moscow", week: [[OpenInterval]]? = nil,
        reply: (String, String) = ("We are away.", "Нас нет.")
    ) throws -> TeamHours {
        let day = [try OpenInterval(from: "09:00", to: "18:00")]
        return TeamHours(
            isOn: isOn, zone: zone,
            hours: try WorkingHours(week: week ?? Array(repeating: day, count: 5) + [[], []], exceptions: []),
            reply: try AwayReply(english: reply.0, russian: reply.1))
    }

    private func visitor(_ locale: String? = nil) async throws -> SessionToken {
        try await desk.openSession(context: VisitorContext(locale: locale)).token
    }

    @discardableResult
    private func say(_ text: String, _ token: SessionToken) async throws -> Ticket {
        try await desk.post(Desk.UserMessage(text: try MessageText(text)), by: token).ticket
    }

    private func answer(_ text: String, _ ticket: Ticket) async throws {
        _ = try await desk.answer(
            Desk.StaffMessage(text: try MessageText(text)), in: ticket.id, by: nil, as: .operatorKey)
    }

    private func texts(_ token: SessionToken) throws -> [String] {
        try desk.conversation(of: token, limit: 100).history.messages.map { "\($0.author): \($0.text)" }
    }

    private func pass(hours: Int) { clock.move(by: .seconds(3600 * hours)) }

    @Test func withoutHours_nothingIsSaid() async throws {
        #expect(try desk.teamHours() == .standard)
        #expect(desk.availability() == nil)
        try await desk.setTeamHours(hours(on: false), by: .tester)
        pass(hours: 10)
        let visitor = try await visitor()
        try await say("question", visitor)
        #expect(try texts(visitor) == ["user: question"])
        #expect(desk.availability() == nil && desk.openSpans() == nil)
    }

    @Test func hours_areKept_andTheAuditLogSaysSo() async throws {
        let set = try hours()
        try await desk.setTeamHours(set, by: .tester)
        #expect(try desk.teamHours() == set)
        #expect(try desk.auditEntries(before: nil, limit: 5).map(\.action) == [.hoursChanged])
    }

    @Test(arguments: ["Europe/Atlantis", "../../etc/passwd", "", "zone.tab", "Europe", "posix/UTC"])
    func zoneThatTheSystemDoesNotKnow_isRefused(zone: String) async throws {
        await #expect(throws: DeskError.hoursRefused(.zone)) {
            try await desk.setTeamHours(hours(zone: zone), by: .tester)
        }
        #expect(try desk.teamHours() == .standard)
    }

    @Test func zonesToChooseFrom_areKnown() {
        let names = desk.zoneNames()
        #expect(names.count > 300 && names.contains("UTC") && names.contains("Asia/Kolkata"))
        #expect(names.allSatisfy { ZoneFolder.zone($0) != nil })
    }

    @Test func availability_followsTheClock() async throws {
        try await desk.setTeamHours(hours(), by: .tester)
        let open = try #require(desk.availability())
        #expect(open.isOpen && open.closesAt == Timestamp("2026-12-01T15:00:00.000Z"))
        #expect(open.opensAt == Timestamp("2026-12-02T06:00:00.000Z"))
        pass(hours: 6)
        let away = try #require(desk.availability())
        #expect(!away.isOpen && away.closesAt == nil && away.opensAt == Timestamp("2026-12-02T06:00:00.000Z"))
        try await desk.setTeamHours(hours(week: Array(repeating: [], count: 7)), by: .tester)
        let never = try #require(desk.availability())
        #expect(!never.isOpen && never.opensAt == nil)
    }

    @Test func whoWritesWhileNobodyIsThere_isAnsweredOnce_andGoesOnWaiting() async throws {
        try await desk.setTeamHours(hours(), by: .tester)
        let visitor = try await visitor("ru-RU")
        try await say("in hours", visitor)
        #expect(try texts(visitor) == ["user: in hours"])
        pass(hours: 6)
        let ticket = try await say("in the evening", visitor)
        #expect(ticket.status == .open && ticket.waitingSince != nil)
        #expect(try texts(visitor).suffix(2) == ["user: in the evening", "bot: Нас нет."])
        for _ in 0..<3 {
            pass(hours: 2)
            try await say("again", visitor)
        }
        #expect(try texts(visitor).count { $0.hasPrefix("bot") } == 1)
        #expect(try desk.store.read { try $0.waitingTickets(in: -1, limit: 5).count } == 1)
        // In the next evening it is another silence.
        pass(hours: 20)
        try await say("the next evening", visitor)
        #expect(try texts(visitor).count { $0.hasPrefix("bot") } == 2)
    }

    @Test func whoIsAnsweredByAnAgentMeanwhile_isNotToldThatNobodyIsThere() async throws {
        try await desk.setTeamHours(hours(reply: ("We are away.", "")), by: .tester)
        let visitor = try await visitor("ru")
        let ticket = try await say("in hours", visitor)
        pass(hours: 7)
        try await answer("still here", ticket)
        try await say("thanks", visitor)
        #expect(try texts(visitor).last == "user: thanks")
        // Of the two texts the one that there is.
        pass(hours: 24)
        try await say("anybody?", visitor)
        #expect(try texts(visitor).last == "bot: We are away.")
    }

    @Test func replyWithoutText_isNone() async throws {
        try await desk.setTeamHours(hours(reply: ("", "")), by: .tester)
        pass(hours: 7)
        let visitor = try await visitor()
        try await say("question", visitor)
        #expect(try texts(visitor) == ["user: question"])
    }

    @Test func ticketWithASubject_isAnsweredToo_andTheGroupSeesIt() async throws {
        try await desk.setTeamHours(hours(), by: .tester)
        pass(hours: 7)
        let visitor = try await visitor("en")
        let posted = try await desk.openTicket(
            "Subject", Desk.UserMessage(text: try MessageText("question")), by: visitor)
        let messages = try desk.conversation(in: posted.ticket.id, of: visitor, limit: 5).history.messages
        #expect(messages.map(\.author) == [.user, .bot] && messages.last?.text == "We are away.")
        #expect(posted.message.text == "question" && posted.ticket.lastMessage == messages.last?.id)
        let deliveries = try desk.store.read { try $0.deliveries(of: posted.ticket.id, limit: 5) }
        #expect(deliveries.map(\.message) == messages.map(\.id))
    }

    @Test func usualWait_isTheMedianOfThisHour_onceThereIsEnough() async throws {
        let day = [try OpenInterval(from: "09:00", to: "18:00")]
        try await desk.setTeamHours(hours(week: Array(repeating: day, count: 7)), by: .tester)
        for minutes in [2, 50, 4, 3, 9] {
            #expect(desk.availability()?.isOpen == true && desk.availability()?.answersIn == nil)
            let ticket = try await say("question", try await visitor())
            clock.move(by: .seconds(minutes * 60))
            try await answer("answer", ticket)
            clock.move(by: .seconds(86_400 - minutes * 60))
        }
        try await desk.store.write { try $0.dropAll() }
        #expect(desk.availability()?.answersIn == .seconds(4 * 60))
        // What Telegram has not taken for ten minutes is added.
        try await say("question", try await visitor())
        clock.move(by: .seconds(600))
        #expect(desk.availability()?.answersIn == .seconds(14 * 60))
        clock.move(by: .seconds(12 * 3600))
        #expect(desk.availability()?.isOpen == false && desk.availability()?.answersIn == nil)
    }
}

extension Transaction {
    /// Empties the outbox, as if Telegram had taken everything.
    fileprivate func dropAll() throws {
        for ticket in 1...20 {
            for delivery in try read.deliveries(of: TicketID(rawValue: Int64(ticket)), limit: 20) { try drop(delivery) }
        }
    }
}
