import Domain
import Store
import TestSupport
import Testing

@testable import Desk

@Suite struct TelegramTroubleTests {
    /// A bot that works neither hides what ails another, nor makes it news again.
    @Test func trouble_isKeptByBot() throws {
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, telegramGroup: -1)
        defer { desk.close() }
        #expect(desk.setTelegramTrouble("no rights", of: 1))
        #expect(!desk.setTelegramTrouble(nil, of: 0))
        #expect(desk.telegramTrouble == "no rights")
        #expect(!desk.setTelegramTrouble("no rights", of: 1))
        #expect(desk.setTelegramTrouble(nil, of: 1) && desk.telegramTrouble == nil)
    }

    @Test func conversationWithALostTopic_rests_andNoOther() {
        let now = ContinuousClock.now
        let rows = [1, 2].map { id in
            WaitingDelivery(
                delivery: Delivery(
                    id: id, ticket: TicketID(rawValue: id), content: .message(MessageID(rawValue: id))), hasTopic: true)
        }
        var rests = Rests()
        #expect(rests.awake(rows, at: now) == rows && rests.next(at: now) == nil)
        rests.add(TicketID(rawValue: 1), until: now + .seconds(60), at: now)
        #expect(rests.awake(rows, at: now) == [rows[1]] && rests.next(at: now) == .seconds(60))
        #expect(rests.awake(rows, at: now + .seconds(60)) == rows && rests.next(at: now + .seconds(60)) == nil)
    }
}
