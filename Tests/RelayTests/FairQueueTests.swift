import Domain
import Store
import Telegram
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite struct FairQueueTests {
    static let start = ContinuousClock.now

    func conversation(
        _ ticket: Int64, first: Int64? = nil, lines: Int = 1, network: Int64? = nil,
        _ topic: WaitingConversation.TopicProgress = .ready, isAnswered: Bool = false, isBanned: Bool = false
    ) -> WaitingConversation {
        WaitingConversation(
            ticket: TicketID(rawValue: ticket), first: first ?? ticket, lines: lines, network: network, topic: topic,
            isAnswered: isAnswered, isBanned: isBanned)
    }

    /// The tickets of so many turns, three seconds apart; each turn shows one line, or makes the topic or the card.
    func order(_ waiting: [WaitingConversation], turns count: Int = .max) -> [Int64] {
        var (turns, waiting, order, now) = (FairQueue(), waiting, [Int64](), Self.start)
        while order.count < count, let turn = turns.next(of: waiting, at: now),
            let index = waiting.firstIndex(of: turn.conversation)
        {
            turns.take(turn.conversation, as: turn.kind, at: now)
            now += .seconds(3)
            let old = waiting.remove(at: index)
            order.append(old.ticket.rawValue)
            let next: WaitingConversation.TopicProgress = old.topic == .missing ? .made : .ready
            let lines = old.topic == .missing ? old.lines : old.lines - 1
            guard lines > 0 else { continue }
            waiting.append(
                conversation(
                    old.ticket.rawValue, first: old.first + 1, lines: lines, network: old.network, next,
                    isAnswered: old.isAnswered))
        }
        return order
    }

    @Test func nobody_hasATurn_whenNothingWaits() {
        #expect(FairQueue().next(of: [], at: Self.start) == nil)
    }

    @Test func whoHasLeastWaiting_isFirst_andOfEqualsWhoHasWaitedLongest() {
        #expect(order([conversation(7, lines: 3), conversation(9), conversation(8)]) == [8, 9, 7, 7, 7])
    }

    @Test func whoWasPostedOfLate_isBehindWhoWasNot() {
        var turns = FairQueue()
        let (one, other) = (conversation(1), conversation(2))
        turns.take(one, as: .running, at: Self.start)
        #expect(turns.next(of: [one, other], at: Self.start)?.conversation == other)
        // It is forgotten in the end.
        let later = Self.start + FairQueue.memory + .seconds(1)
        #expect(turns.next(of: [one, other], at: later)?.conversation == one)
    }

    @Test func firstContact_getsItsTopicAndItsCard_beforeTheNextOne() {
        let waiting = [conversation(1), conversation(2), conversation(11, .missing), conversation(12, .missing)]
        #expect(order(waiting) == [11, 1, 11, 12, 2, 12])
    }

    @Test func answeredConversation_waitsForThreeCallsAtMost_whateverElseWaits() {
        // Far more of everything than can be posted: of a thousand networks, and of one that the staff answer too.
        var waiting = (1...1000).map { conversation($0, lines: 100, network: $0, $0 % 2 == 0 ? .ready : .missing) }
        waiting += (2001...2100).map { conversation($0, lines: 100, network: 1, isAnswered: true) }
        var (turns, now) = (FairQueue(), Self.start)
        for _ in 0..<200 {
            // Here somebody whom the staff answer says something.
            let line = conversation(9999, first: 1_000_000, network: 9999, isAnswered: true)
            var copy = turns
            let calls = (1...4).first { _ in
                guard let turn = copy.next(of: waiting + [line], at: now) else { return false }
                copy.take(turn.conversation, as: turn.kind, at: now)
                return turn.conversation == line
            }
            #expect(calls != nil)
            guard let turn = turns.next(of: waiting, at: now) else { break }
            turns.take(turn.conversation, as: turn.kind, at: now)
            now += .seconds(3)
        }
    }

    @Test func whoeverHasWaitedLongest_getsATurnInEachRound_howeverMuchTheirNetworkHas() {
        let flood = conversation(1, lines: 400, network: 1)
        let others = (2...100).map { conversation($0, network: $0) }
        #expect(order([flood] + others, turns: FairQueue.round.count).contains(1))
    }

    @Test func topicsOfOneNetwork_areLimited_andOthersGoOn() {
        let waiting = (1...100).map { conversation($0, lines: 2, network: 5, .missing) }
        var (turns, now, made) = (FairQueue(), Self.start, 0)
        while let turn = turns.next(of: waiting, at: now) {
            turns.take(turn.conversation, as: turn.kind, at: now)
            made += 1
        }
        #expect(made == FairQueue.topicBurst)
        #expect(turns.wait(of: waiting, at: now) == FairQueue.topicInterval)
        #expect(turns.next(of: waiting + [conversation(200, network: 6, .missing)], at: now)?.conversation.network == 6)
        // One whom the staff have answered from the panel waits for nothing.
        #expect(turns.next(of: [conversation(1, network: 5, .missing, isAnswered: true)], at: now) != nil)
        now += FairQueue.topicInterval
        #expect(turns.next(of: waiting, at: now) != nil && turns.wait(of: waiting, at: now) == nil)
    }

    @Test func bannedUsersConversation_keepsNobodyWaiting() {
        #expect(order([conversation(1, isBanned: true), conversation(2, lines: 3)]) == [2, 2, 2, 1])
    }
}
