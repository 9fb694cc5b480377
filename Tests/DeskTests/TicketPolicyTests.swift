import Domain
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk

/// The life of a ticket: what opens, closes and archives it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TicketPolicyTests {
    func say(_ text: String) throws -> Desk.UserMessage { Desk.UserMessage(text: try MessageText(text)) }

    @Test func closedTicket_isArchivedWhenItsTimeHasCome_andStaysFindable() async throws {
        let (hours, folder) = (Counter(), TemporaryFolder())
        let desk = try Desk(folder: folder.path, isMirrored: false) {
            Timestamp(milliseconds: Int64(hours.value) * 3_600_000 + 1)
        }
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await desk.post(say("question"), by: token).ticket
        _ = try await desk.setClosed(true, ticket.id, by: token)
        let archivist = Archivist(desk: desk)
        try await archivist.sweep()
        #expect(try desk.conversation(of: token, limit: 1).ticket?.status == .closed)
        hours.next()
        try await archivist.sweep()
        #expect(try desk.conversation(of: token, limit: 1).ticket?.status == .archived)
        #expect(try desk.tickets(of: token, archived: false, after: nil, limit: 9).page.tickets.isEmpty)
        #expect(try desk.tickets(of: token, archived: true, after: nil, limit: 9).page.tickets.map(\.id) == [ticket.id])
        #expect(try desk.listing(.all, agent: nil, after: nil, limit: 9).page.tickets.isEmpty)
        #expect(try desk.listing(.archived, agent: nil, after: nil, limit: 9).page.tickets.count == 1)
        // Soon enough, a message opens it again.
        let again = try await desk.post(say("one more"), by: token).ticket
        #expect(again.id == ticket.id && again.status == .open && again.archivedAt == nil)
        #expect(try desk.conversation(of: token, limit: 1).ticket == again)
        // Too late, it begins another chat; what was sent before is still recognised.
        _ = try await desk.setClosed(true, ticket.id, by: token)
        for _ in 0..<73 { hours.next() }
        let next = try await desk.post(say("another question"), by: token).ticket
        #expect(next.id != ticket.id && next.kind == .chat)
        #expect(try await desk.post(say("and more"), by: token).ticket.id == next.id)
        // A ticket that is named is opened again whenever.
        #expect(try await desk.post(say("here"), in: ticket.id, by: token).ticket.status == .open)
    }

    @Test func archivist_waitsForTheFirstClosing_andArchivesByItself() async throws {
        var policy = TicketPolicy()
        policy.archiveAfter = .milliseconds(20)
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, isMirrored: false, policy: policy)
        let token = try await desk.openSession(context: VisitorContext()).token
        let ticket = try await desk.post(say("question"), by: token).ticket
        let running = Task { await Archivist(desk: desk).run() }
        _ = try await desk.setStatus(.close, of: ticket.id, by: .tester)
        try await eventually { (try? desk.conversation(of: token, limit: 1).ticket?.status) == .archived }
        running.cancel()
        await running.value
    }

    @Test func eachAction_setsItsStatus_whicheverTheTicketHas() async throws {
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, isMirrored: false)
        let token = try await desk.openSession(context: VisitorContext()).token
        let id = try await desk.post(say("question"), by: token).ticket.id
        let statuses: [Desk.StatusAction: TicketStatus] = [
            .close: .closed, .reopen: .open, .archive: .archived, .markAnswered: .answered,
        ]
        for first in Desk.StatusAction.allCases {
            for second in Desk.StatusAction.allCases {
                _ = try await desk.setStatus(first, of: id, by: .tester)
                #expect(try await desk.setStatus(second, of: id, by: .tester).status == statuses[second])
            }
        }
    }
}
