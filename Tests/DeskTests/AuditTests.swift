import Domain
import Identity
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Store

/// What the audit log says of what the staff do, by each verb.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AuditTests {
    private let folder = TemporaryFolder()
    private let desk: Desk
    private let clock = MovableClock()
    private static let password = "correct horse battery"
    private let visit = Desk.Visit(network: "net", address: "203.0.113.9")

    init() throws {
        desk = try Desk(folder: folder.path, isMirrored: false, clock: { [clock] in clock.now() })
    }

    /// What was done since `last`, the first first.
    private func done(after last: AuditID? = nil) throws -> [AuditEntry] {
        try desk.auditEntries(before: nil, limit: 100).filter { $0.id > last ?? AuditID(rawValue: 0) }.reversed()
    }

    private func agent(_ name: String, _ role: AgentRole = .agent) async throws -> (Desk.SignedIn, StaffActor) {
        let invitation = try await desk.addAgent(
            try AgentName(name), login: try AgentLogin("\(name)@desk.example"), role: role, by: .tester)
        let signedIn = try await desk.setPassword(
            try Password(new: Self.password), invitation: invitation.secret, from: visit)
        let actor = StaffActor(.agent(signedIn.account.agent), on: .panel, from: "203.0.113.9")
        return (signedIn, actor)
    }

    private func ticket() async throws -> TicketID {
        let token = try await desk.openSession(context: VisitorContext()).token
        return try await desk.post(Desk.UserMessage(text: try MessageText("hello")), by: token).ticket.id
    }

    @Test func ways_inAndOut_areKept_withWhoAndFromWhere() async throws {
        let (signedIn, actor) = try await agent("Olga")
        let session = try desk.staffSession(signedIn.secret).session
        let id = signedIn.account.agent.id
        let password = Password(typed: Self.password)
        try await desk.setPassword(
            try Password(new: Self.password), current: password, session: session, by: actor)
        _ = try await desk.beginSecondFactor(of: id, password: password)
        let factor = try #require(try desk.store.read { try $0.secondFactor(of: id) })
        let code = OneTimePassword.code(
            secret: try #require(desk.installationKey.opened(factor, of: id)),
            step: OneTimePassword.step(at: clock.now()))
        _ = try await desk.confirmSecondFactor(of: id, code: code, by: actor)
        try await desk.signOut(session, by: actor)
        let entries = try done()
        #expect(
            entries.map(\.action) == [
                .agentAdded, .passwordSet, .passwordChanged, .secondFactorOn, .signedOut,
            ])
        for entry in entries.dropFirst() {
            #expect(entry.actor == AuditedActor(kind: .agent, id: id.rawValue, name: "Olga"))
            #expect(entry.address == "203.0.113.9" && entry.surface == .panel)
        }
    }

    @Test func changesOfAnAccount_areKeptOneByOne_withTheNameOfThatTime() async throws {
        let (signedIn, _) = try await agent("Olga")
        let id = signedIn.account.agent.id
        let last = try done().last?.id
        let change = Desk.AccountChange(
            name: try AgentName("Olga P"), login: try AgentLogin("op"), role: .admin, isDisabled: true)
        try await desk.change(id, change, by: .tester)
        // The same once more changes nothing.
        try await desk.change(id, change, by: .tester)
        _ = try await desk.resetAgent(id, by: .tester)
        let entries = try done(after: last)
        #expect(
            entries.map(\.action) == [.agentRenamed, .loginChanged, .roleChanged, .agentDisabled, .agentReset])
        #expect(entries.map(\.detail) == ["Olga", nil, "admin", nil, nil])
        #expect(entries.allSatisfy { $0.object == AuditObject(kind: .agent, id: id.rawValue, name: "Olga P") })
    }

    @Test func actsOnTickets_areKeptOnce_andSayNothingOfTheVisitor() async throws {
        let (signedIn, actor) = try await agent("Olga")
        let ticket = try await ticket()
        let last = try done().last?.id
        for _ in 0..<2 {
            _ = try await desk.setStatus(.close, of: ticket, by: actor)
            _ = try await desk.assign(ticket, to: .agent(signedIn.account.agent.id), by: actor)
            _ = try await desk.setBanned(true, userOf: ticket, by: actor)
        }
        _ = try await desk.rename(userOf: ticket, to: "Anna Secret", by: actor)
        _ = try await desk.assign(ticket, to: .nobody, by: actor)
        _ = try await desk.transcriptLink(to: ticket, withNotes: true, by: actor)
        let user = try #require(try desk.store.read { try $0.ticket(ticket) }).user
        try await desk.erase(user, by: actor)
        let entries = try done(after: last)
        #expect(
            entries.map(\.action) == [
                .ticketClosed, .ticketAssigned, .userBanned, .userRenamed, .ticketUnassigned,
                .conversationSaved, .userErased,
            ])
        #expect(entries.dropLast().allSatisfy { $0.object == .ticket(ticket) })
        #expect(entries.map(\.detail) == [nil, "Olga", nil, nil, nil, nil, "#\(user)"])
    }

    @Test func keysAndReplies_areKeptWithTheirNames_afterTheyAreGone() async throws {
        let (key, _) = try await desk.makeAPIKey(try AgentName("Shop"), role: .agent, for: nil, by: .tester)
        try await desk.removeAPIKey(key.id, by: StaffActor(.apiKey(key.id, name: "Shop"), on: .api))
        let reply = try await desk.addCannedReply(
            try CannedReply(id: CannedReplyID(rawValue: 0), shortcut: "hi", title: "Hi", text: "Hello"), by: .tester)
        try await desk.removeCannedReply(reply.id, by: StaffActor(.commandLine(user: "root"), on: .command))
        let entries = try done()
        #expect(entries.map(\.action) == [.keyMade, .keyRemoved, .replyAdded, .replyRemoved])
        #expect(entries.map(\.object?.name) == ["Shop", "Shop", "hi", "hi"])
        #expect(entries[1].actor == AuditedActor(kind: .apiKey, id: key.id.rawValue, name: "Shop"))
        #expect(entries[3].actor == AuditedActor(kind: .commandLine, id: nil, name: "root"))
    }

    @Test func whatIsRefused_isNotThere() async throws {
        let nowhere = TicketID(rawValue: 99)
        await #expect(throws: DeskError.notFound) { try await desk.setStatus(.close, of: nowhere, by: .tester) }
        await #expect(throws: DeskError.notFound) {
            try await desk.removeAPIKey(APIKeyID(rawValue: 99), by: .tester)
        }
        await #expect(throws: DeskError.notFound) {
            try await desk.removeCannedReply(CannedReplyID(rawValue: 99), by: .tester)
        }
        #expect(try done().isEmpty)
    }

    @Test func refusedSignIns_areCounted_withoutWhatWasTyped() async throws {
        let (signedIn, _) = try await agent("Olga")
        let last = try done().last?.id
        for login in ["olga@desk.example", "a password typed as a login"] {
            let attempt = try desk.attempt(login: login, from: visit)
            await #expect(throws: DeskError.signInRefused) {
                try await desk.signIn(attempt, Password(typed: "wrong"), code: nil, from: visit)
            }
        }
        let entries = try done(after: last)
        #expect(entries.map(\.action) == [.signInRefused, .signInRefused])
        #expect(entries.map(\.object?.id) == [signedIn.account.agent.id.rawValue, nil])
        #expect(entries.allSatisfy { $0.actor.kind == .unknown && $0.address == "203.0.113.9" && $0.detail == nil })
        #expect(try desk.statistics().signIns[.refused] == 2)
    }

    @Test func crowdOfRefusals_hasARowInAMinute_andNoneIsLost() {
        var tally = RefusalTally()
        let start = Timestamp(milliseconds: 1_000_000)
        let atOnce = (0..<100).map { _ in tally.add(at: start) }
        #expect(atOnce.compactMap(\.self) == [Int](repeating: 1, count: RefusalTally.burst))
        #expect(tally.add(at: start.advanced(by: .seconds(59))) == nil)
        #expect(tally.add(at: start.advanced(by: .seconds(61))) == 100 - RefusalTally.burst + 2)
        #expect(tally.add(at: start.advanced(by: .seconds(62))) == nil)
    }

    @Test func janitor_removesWhatIsOlderThanItIsToldToKeep() async throws {
        _ = try await desk.makeAPIKey(try AgentName("Shop"), role: .agent, for: nil, by: .tester)
        let janitor = Janitor(desk: desk, auditLifetime: .seconds(60))
        try await desk.store.write { [now = clock.now()] in try $0.beginTrusting(now) }
        try await janitor.sweep()
        #expect(try done().count == 1)
        clock.move(by: .seconds(61))
        try await janitor.sweep()
        #expect(try done().isEmpty)
    }
}
