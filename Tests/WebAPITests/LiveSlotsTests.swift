import HTTPEngine
import Synchronization
import Testing

@testable import WebAPI

@Suite struct LiveSlotsTests {
    let start = ContinuousClock.now
    let one: IPNetwork
    let other: IPNetwork

    init() throws {
        one = try #require(IPNetwork("203.0.113.1"))
        other = try #require(IPNetwork("203.0.113.2"))
    }

    final class Losers: Sendable {
        private let names = Mutex<[String]>([])
        var all: [String] { names.withLock { $0 } }
        func lose(_ name: String) -> @Sendable () -> Void { { self.names.withLock { $0.append(name) } } }
    }

    @Test func session_hasSoManyPlaces_andNoMore() {
        let slots = LiveSlots(LiveSlots.Limits(perSession: 2, perNetwork: 10, total: 10))
        let kept = (0..<2).compactMap { _ in slots.take(.poll, session: "a", network: one) {} }
        #expect(kept.count == 2 && slots.take(.poll, session: "a", network: one) {} == nil)
        #expect(slots.take(.poll, session: "b", network: one) {} != nil)
        kept[0].letGo()
        kept[0].letGo()
        let again = slots.take(.poll, session: "a", network: one) {}
        #expect(again != nil && slots.take(.poll, session: "a", network: one) {} == nil)
    }

    @Test func fullNetwork_makesItsLargestSessionGiveWay_theLongestSilentFirst() {
        let (slots, losers) = (LiveSlots(LiveSlots.Limits(perSession: 9, perNetwork: 4, total: 100)), Losers())
        func take(_ session: String, _ number: Int, _ network: IPNetwork) -> LiveSlot? {
            slots.take(
                .poll, session: session, network: network, now: start - .seconds(20 - number),
                onEviction: losers.lose("\(session)\(number)"))
        }
        let kept = [take("a", 1, one), take("a", 2, one), take("a", 3, one), take("b", 0, one), take("c", 0, other)]
        kept[0]?.heard()
        #expect(kept.allSatisfy { $0 != nil })
        let first = take("d", 9, one)
        #expect(first != nil && losers.all == ["a2"])
        // A session does not drive out itself, nor who has less.
        let second = take("a", 10, one)
        #expect(second == nil && losers.all == ["a2"])
    }

    @Test func whenAllIsFull_theLargestNetworkGivesWay() {
        let (slots, losers) = (LiveSlots(LiveSlots.Limits(perSession: 9, perNetwork: 10, total: 4)), Losers())
        let kept = (1...3).map { number in
            slots.take(
                .poll, session: "\(number)", network: one, now: start - .seconds(20 - number),
                onEviction: losers.lose("\(number)"))
        }
        let last = slots.take(.poll, session: "x", network: other, onEviction: losers.lose("x"))
        let new = slots.take(.poll, session: "y", network: other, onEviction: losers.lose("y"))
        #expect(kept.count == 3 && last != nil && new != nil && losers.all == ["1"])
    }
}
