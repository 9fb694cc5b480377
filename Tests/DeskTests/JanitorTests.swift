import Domain
import Glibc
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Store

/// What is removed because it is older than the settings allow.
@Suite(.serialized, .timeLimit(.minutes(2))) struct JanitorTests {
    private let clock = MovableClock()
    private let folder = TemporaryFolder()

    private func desk(_ change: (inout RetentionPolicy) -> Void = { _ in }) throws -> Desk {
        var retention = RetentionPolicy()
        change(&retention)
        return try Desk(folder: folder.path + "/data", isMirrored: false, retention: retention) { [clock] in clock.now()
        }
    }

    /// Time goes by, with sweeps so near to each other that the clock is believed.
    private func pass(days: Int, _ desk: Desk) async throws {
        for _ in 0..<(days * 2) {
            clock.move(by: Janitor.step)
            try await Janitor(desk: desk).sweep()
        }
    }

    private func say(_ text: String, with files: [AttachmentID] = [], _ desk: Desk, _ token: SessionToken) async throws
        -> Ticket
    {
        try await desk.post(Desk.UserMessage(text: MessageText(text), attachments: files), by: token).ticket
    }

    private func bring(_ text: String, _ desk: Desk, _ token: SessionToken) async throws -> AttachmentID {
        let path = folder.path + "/upload"
        let descriptor = open(path, O_CREAT | O_TRUNC | O_RDWR, 0o600)
        defer { close(descriptor) }
        _ = text.withCString { write(descriptor, $0, strlen($0)) }
        return try await desk.keepFile(descriptor, count: text.utf8.count, name: "a.txt", limit: 1 << 20, by: token).id
    }

    @Test func withoutASetting_nothingOfCustomersGoes() async throws {
        let desk = try desk()
        defer { desk.close() }
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await say("hi", with: [try await bring("content", desk, token)], desk, token)
        _ = try await desk.setStatus(.close, of: ticket.id, by: nil)
        try await pass(days: 5, desk)
        let history = try desk.staffHistory(of: ticket.id, before: nil, limit: 9)
        #expect(history.page.entries.count == 1)
        #expect(try desk.store.read { try $0.storedFileBytes() } == 7)
    }

    @Test func closedTicket_goesWhenItsTimeIsOver_withItsUser_andOpenOnesStay() async throws {
        let desk = try desk { $0.closedTickets = 3 }
        defer { desk.close() }
        let (one, two) = (
            try await desk.openSession(context: VisitorContext()).token,
            try await desk.openSession(context: VisitorContext()).token
        )
        let closed = try await say("closed", with: [try await bring("content", desk, one)], desk, one)
        let open = try await say("open", desk, two)
        _ = try await desk.setStatus(.close, of: closed.id, by: nil)
        try await pass(days: 2, desk)
        #expect(try desk.details(of: closed.id).listing.ticket.id == closed.id)
        try await pass(days: 2, desk)
        #expect(throws: DeskError.notFound) { try desk.details(of: closed.id) }
        #expect(try desk.details(of: open.id).listing.ticket.id == open.id)
        #expect(try desk.store.read { try $0.storedFileBytes() } == 0)
        for value in DerivedValue.allCases { #expect(try desk.store.read { try $0.wrongRows(of: value) } == 0) }
    }

    @Test func oldFile_losesItsContent_andItsMessageSaysSo() async throws {
        let desk = try desk { $0.files = 2 }
        defer { desk.close() }
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await say("look", with: [try await bring("content", desk, token)], desk, token)
        let user = ticket.user
        #expect(try desk.store.read { try $0.fileBytes(of: user) } == 7)
        try await pass(days: 3, desk)
        let history = try desk.staffHistory(of: ticket.id, before: nil, limit: 9)
        guard case .message(let message)? = history.page.entries.first else {
            Issue.record("no message")
            return
        }
        #expect(message.text == "look" && message.attachments.map(\.state) == [.expired])
        #expect(message.attachments.map(\.name) == ["a.txt"] && message.attachments.map(\.size) == [7])
        #expect(try desk.store.read { try $0.storedFileBytes() } == 0)
        #expect(try desk.store.read { try $0.fileBytes(of: user) } == 0)
        for value in DerivedValue.allCases { #expect(try desk.store.read { try $0.wrongRows(of: value) } == 0) }
    }

    @Test func oldEvents_go_andWhoResumesFromBefore_isToldToLoadAgain() async throws {
        let desk = try desk { $0.events = 3 }
        defer { desk.close() }
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await say("one", desk, token)
        let early = try desk.newestCursor()
        for _ in 0..<3 {
            for action in [Desk.StatusAction.close, .reopen] {
                _ = try await desk.setStatus(action, of: ticket.id, by: nil)
            }
        }
        try await pass(days: 1, desk)
        _ = try await say("two", desk, token)
        let late = try desk.newestCursor()
        try await pass(days: 5, desk)
        #expect(throws: DeskError.cursorUnknown) { try desk.staffEvents(after: early) }
        #expect(try desk.staffEvents(after: late).events.isEmpty)
        // Who knows nothing yet is told of all messages.
        let texts = try desk.staffEvents(after: .start).events.compactMap { event in
            if case .shared(.messageCreated(let message)) = event.change { message.text } else { nil }
        }
        #expect(texts == ["one", "two"])
    }

    @Test func updates_goAfterTheDaysThatAreSet_andTheDoctorSeesWhatWaits() async throws {
        let desk = try desk { $0.updates = 3 }
        defer { desk.close() }
        let now = clock.now()
        try await desk.store.write { transaction in
            let update = StoredUpdate(id: 1, body: Array("{}".utf8), topic: nil)
            try transaction.store([update], now: now)
            _ = try transaction.claim(update, now: now)
        }
        try await pass(days: 2, desk)
        func backlog() throws -> RetentionBacklog? {
            try RetentionBacklog(folder: folder.path + "/data", desk.retention, now: clock.now())
        }
        #expect(try backlog()?.updates == 0 && backlog()?.sweptAt == clock.now() && backlog()?.files == nil)
        clock.move(by: .seconds(2 * 86_400))
        #expect(try backlog()?.updates == 1)
        try await pass(days: 3, desk)
        #expect(try backlog()?.updates == 0)
    }
}
