import Domain
import Store
import Telegram
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

/// Trouble with Telegram is one bot's or one conversation's, and not the others'.
@Suite struct TelegramTroubleTests {
    /// A bot that works neither hides what ails another, nor makes it news again.
    @Test func trouble_isKeptByBot() throws {
        let folder = TemporaryFolder()
        let desk = try Desk(folder: folder.path, isMirrored: true)
        defer { desk.close() }
        let relay = try Relay(desk: desk, group: -1)
        #expect(relay.setTrouble(.missingRights("x"), of: 1))
        #expect(!relay.setTrouble(nil, of: 0))
        #expect(relay.trouble == .missingRights("x"))
        #expect(!relay.setTrouble(.missingRights("x"), of: 1))
        #expect(relay.setTrouble(nil, of: 1) && relay.trouble == nil)
    }

    @Test func conversationWithALostTopic_rests_andNoOther() {
        let now = ContinuousClock.now
        let (one, other) = (TicketID(rawValue: 1), TicketID(rawValue: 2))
        var cooldowns = Cooldowns()
        #expect(cooldowns.isReady(one, at: now) && cooldowns.next(at: now) == nil)
        cooldowns.add(one, until: now + .seconds(60), at: now)
        #expect(
            !cooldowns.isReady(one, at: now) && cooldowns.isReady(other, at: now)
                && cooldowns.next(at: now) == .seconds(60))
        #expect(cooldowns.isReady(one, at: now + .seconds(60)) && cooldowns.next(at: now + .seconds(60)) == nil)
    }
}
