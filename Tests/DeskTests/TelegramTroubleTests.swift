import Domain
import Store
import Telegram
import TestSupport
import Testing

@testable import Desk

/// Trouble with Telegram is one bot's or one conversation's, and not the others'.
@Suite struct TelegramTroubleTests {
    /// A bot that works neither hides what ails another, nor makes it news again.
    @Test func trouble_isKeptByBot() throws {
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, telegramGroup: -1)
        defer { desk.close() }
        #expect(desk.setTelegramTrouble(.missingRights("x"), of: 1))
        #expect(!desk.setTelegramTrouble(nil, of: 0))
        #expect(desk.telegramTrouble == .missingRights("x"))
        #expect(!desk.setTelegramTrouble(.missingRights("x"), of: 1))
        #expect(desk.setTelegramTrouble(nil, of: 1) && desk.telegramTrouble == nil)
    }

    @Test func conversationWithALostTopic_rests_andNoOther() {
        let now = ContinuousClock.now
        let (one, other) = (TicketID(rawValue: 1), TicketID(rawValue: 2))
        var rests = Rests()
        #expect(rests.isAwake(one, at: now) && rests.next(at: now) == nil)
        rests.add(one, until: now + .seconds(60), at: now)
        #expect(!rests.isAwake(one, at: now) && rests.isAwake(other, at: now) && rests.next(at: now) == .seconds(60))
        #expect(rests.isAwake(one, at: now + .seconds(60)) && rests.next(at: now + .seconds(60)) == nil)
    }
}
