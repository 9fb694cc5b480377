import Domain
import Realtime
import Testing

@Suite struct TypingSignsTests {
    let start = ContinuousClock.now

    func sign(_ isTyping: Bool, by author: Author = .user, name: String? = nil, viewer: Int64? = nil) -> Typing {
        Typing(
            ticket: TicketID(rawValue: 1), user: UserID(rawValue: 1), author: author, isTyping: isTyping, name: name,
            viewer: viewer.map(ViewerID.init(rawValue:)))
    }

    @Test func sign_isToldAgainAndAgain_andEndsOnce() {
        var signs = TypingSigns()
        var isNews = [signs.note(sign(true), at: start), signs.note(sign(true), at: start + .seconds(1))]
        #expect(isNews == [true, true])
        // A browser that repeats it every two seconds is never told to have stopped.
        var ends = signs.expire(at: start + .seconds(3))
        #expect(ends == [] && signs.nextEnd == start + .seconds(4))
        ends = signs.expire(at: start + .seconds(4))
        #expect(ends == [sign(false)])
        ends = signs.expire(at: start + .seconds(9))
        #expect(ends == [])
        // Who does not write can't stop.
        isNews = [signs.note(sign(false), at: start)]
        #expect(isNews == [false])
    }

    /// Whatever a page says: a sign and its end a second at most, and the last word is right.
    @Test func signs_ofOneTicket_areToldOnceASecond() {
        var (signs, told) = (TypingSigns(), 0)
        for step in 0..<3_000 {
            if signs.note(sign(step % 3 != 2), at: start + .milliseconds(step)) { told += 1 }
        }
        #expect(told <= 6)
        // The end of what was not told is not told either.
        let isNews = [
            signs.note(sign(true), at: start + .milliseconds(3_001)),
            signs.note(sign(false), at: start + .milliseconds(3_500)),
        ]
        #expect(isNews == [true, true])
        let again = signs.note(sign(true), at: start + .milliseconds(3_600))
        #expect(!again)
        let ends = signs.expire(at: start + .seconds(60))
        #expect(ends == [] && signs.nextEnd == nil)
    }

    @Test func signs_ofAllVisitors_areBounded_andThoseOfStaffAreNotHeldUp() {
        var (signs, told) = (TypingSigns(), 0)
        for step in 0..<9_000 {
            let typing = Typing(
                ticket: TicketID(rawValue: Int64(step % 4_500)), user: UserID(rawValue: 1), author: .user,
                isTyping: true,
                name: nil, viewer: nil)
            if signs.note(typing, at: start + .milliseconds(step / 3)) { told += 1 }
        }
        #expect(told <= 4 * TypingSigns.visitorsRate)
        let isNews = signs.note(sign(true, by: .agent, name: "Olga", viewer: 7), at: start + .seconds(3))
        let ends = signs.expire(at: start + .seconds(60))
        #expect(isNews && ends.count <= 4 * TypingSigns.visitorsRate)
    }

    @Test func sending_endsTheSign_inWhicheverWindow() {
        var signs = TypingSigns()
        let ticket = TicketID(rawValue: 1)
        _ = signs.note(sign(true), at: start)
        _ = signs.note(sign(true, by: .agent, name: "Olga", viewer: 7), at: start)
        _ = signs.note(sign(true, by: .agent, name: "Ivan", viewer: 8), at: start)
        var ends = signs.sent(in: ticket, by: .user, named: nil)
        #expect(ends == [sign(false)])
        ends = signs.sent(in: ticket, by: .agent, named: "Olga")
        #expect(ends == [sign(false, by: .agent, name: "Olga", viewer: 7)])
        ends = signs.sent(in: ticket, by: .agent, named: "Olga") + signs.expire(at: start + .seconds(3))
        #expect(ends.map(\.name) == ["Ivan"])
    }
}

@Suite struct PresenceTests {
    func viewer(_ number: Int64) -> Viewer {
        Viewer(id: ViewerID(rawValue: number), agent: nil, name: "viewer \(number)")
    }

    @Test func windows_areSeenWhereTheyLook_untilTheyLeaveOrFallSilent() {
        let start = ContinuousClock.now
        let (lamp, table) = (TicketID(rawValue: 1), TicketID(rawValue: 2))
        var presence = Presence()
        var changed = [presence.look(viewer(1), at: lamp, now: start), presence.look(viewer(2), at: lamp, now: start)]
        #expect(changed == [[lamp], [lamp]])
        #expect(presence.viewers(of: lamp) == [viewer(1), viewer(2)])
        // Said again, it changes nothing but the time.
        changed = [presence.look(viewer(1), at: lamp, now: start + .seconds(30))]
        changed.append(presence.look(viewer(2), at: table, now: start))
        changed.append(presence.expire(at: start + .seconds(60)))
        #expect(changed == [[], [lamp, table], [table]])
        #expect(presence.tickets == [lamp])
        changed = [presence.look(viewer(1), at: nil, now: start)]
        #expect(changed == [[lamp]] && presence.nextEnd == nil)
    }
}
