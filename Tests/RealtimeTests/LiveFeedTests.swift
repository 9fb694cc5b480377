import Domain
import TestSupport
import Testing

@testable import Realtime

@Suite struct LiveFeedTests {
    func frame(_ number: Int64) -> LiveFrame { LiveFrame(cursor: Cursor(rawValue: number), bytes: []) }

    func event(_ number: Int64) -> Event {
        Event(
            cursor: Cursor(rawValue: number), ticket: TicketID(rawValue: 1), user: UserID(rawValue: 1),
            change: .read(by: .user, upTo: MessageID(rawValue: 1)))
    }

    /// Events are committed while a client catches up page by page, and heard at any moment after their commit.
    @Test(arguments: 0..<200)
    func everyEvent_isSentOnce_inOrder_howeverCatchUpAndNewsInterleave(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let start = Int64.random(in: 0...5, using: &random)
        var committed = start + Int64.random(in: 0...30, using: &random)
        var heard = committed  // the listener subscribes now: everything later is heard
        var feed = LiveFeed(after: Cursor(rawValue: start))
        var sent: [Int64] = []
        var asked = start
        var isLive = false
        while committed < 120 || heard < committed || !isLive {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: committed += committed < 120 ? 1 : 0
            case 1 where heard < committed:
                heard += 1
                if feed.receive(live: frame(heard)) { sent.append(heard) }
            case 2 where !isLive:
                let last = min(committed, asked + Int64.random(in: 1...9, using: &random))
                let page = EventPage(
                    events: asked < last ? (asked + 1...last).map(event) : [], cursor: Cursor(rawValue: last),
                    hasMore: last < committed)
                sent += feed.receive(missed: page).map(\.cursor.rawValue)
                asked = last
                if !page.hasMore {
                    sent += feed.goLive().compactMap { $0.cursor?.rawValue }
                    isLive = true
                }
            default: break
            }
        }
        #expect(sent == Array(start + 1...committed))
        #expect(feed.resumePoint == Cursor(rawValue: committed))
    }

    @Test func whatIsNeverStored_isHeldWhileCatchingUp_andSentLater() {
        var feed = LiveFeed(after: .start)
        let isSentAtOnce = feed.receive(live: LiveFrame(cursor: nil, bytes: [1]))
        let held = feed.goLive()
        let isSentWhenLive = feed.receive(live: LiveFrame(cursor: nil, bytes: [2]))
        #expect(!isSentAtOnce)
        #expect(held.map(\.bytes) == [[1]])
        #expect(isSentWhenLive)
    }

    @Test func moreNewsThanCanBeHeld_isAnOverflow_notAGap() {
        var feed = LiveFeed(after: .start)
        for number in 1...Int64(LiveFeed.heldLimit + 1) { _ = feed.receive(live: frame(number)) }
        #expect(feed.hasOverflowed)
        let held = feed.goLive()
        let isSent = feed.receive(live: frame(9999))
        #expect(held.isEmpty)
        #expect(!isSent)
    }
}
