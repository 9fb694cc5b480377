import Domain
import Testing

@_spi(Channel) @testable import Desk

@Suite struct ChannelTypingTests {
    let ticket = TicketID(rawValue: 3)

    @Test func sign_isShownOnceInAWhile_andOnlyWhileItIsTrue() {
        let start = ContinuousClock.now
        var signs = ChannelTyping()
        #expect(signs.take(of: (0, 1), at: start) == nil)
        signs.note(ticket, isTyping: true, at: start)
        #expect(signs.take(of: (0, 2), at: start) == nil)
        #expect(signs.take(of: (0, 1), at: start) == ticket)
        signs.note(ticket, isTyping: true, at: start + .seconds(2))
        #expect(signs.take(of: (0, 1), at: start + .seconds(2)) == nil)
        #expect(signs.take(of: (0, 1), at: start + .seconds(5)) == ticket)
        signs.note(ticket, isTyping: true, at: start + .seconds(20))
        signs.note(ticket, isTyping: false, at: start + .seconds(21))
        #expect(signs.take(of: (0, 1), at: start + .seconds(21)) == nil)
        signs.note(ticket, isTyping: true, at: start + .seconds(30))
        #expect(signs.take(of: (0, 1), at: start + .seconds(36)) == nil)
    }

    @Test func signs_areBounded() {
        let now = ContinuousClock.now
        var (signs, count) = (ChannelTyping(), 0)
        for id in 0..<1000 { signs.note(TicketID(rawValue: Int64(id)), isTyping: true, at: now) }
        while signs.take(of: (0, 1), at: now) != nil { count += 1 }
        #expect(count == ChannelTyping.limit)
    }
}
