import Synchronization
import TestSupport
import Testing

@testable import HTTPEngine

@Suite struct MemoryBudgetTests {
    /// Who had to give way, in order.
    final class Losers: Sendable {
        private let ids = Mutex<[UInt64]>([])
        var all: [UInt64] { ids.withLock { $0 } }
        func lose(_ id: UInt64) -> @Sendable () -> Void { { self.ids.withLock { $0.append(id) } } }
    }

    func network(_ number: UInt64) -> IPNetwork { IPAddress(high: number << 16, low: 1).network }

    @Test func largestOfANetwork_givesWay_andOthersAreLeftAlone() {
        let (budget, losers) = (MemoryBudget(total: 10_000, perNetwork: 1_000), Losers())
        func set(_ bytes: Int, _ id: UInt64, in number: UInt64) {
            budget.set(bytes, of: id, network: network(number), onEviction: losers.lose(id))
        }
        set(900, 1, in: 7)
        set(300, 2, in: 8)
        set(600, 3, in: 8)
        #expect(losers.all == [] && budget.held == 1_800)
        set(200, 4, in: 8)
        #expect(losers.all == [3] && budget.held == 1_400 && budget.evicted == 1)
        // What has given way is not counted any more, whatever it still says.
        budget.remove(3)
        #expect(budget.held == 1_400)
        set(0, 1, in: 7)
        budget.remove(2)
        budget.remove(4)
        #expect(budget.held == 0)
    }

    @Test func largestOfAll_givesWay_untilAQuarterIsFree() {
        let (budget, losers) = (MemoryBudget(total: 1_000, perNetwork: 1_000), Losers())
        for id in 1...10 as ClosedRange<UInt64> {
            budget.set(Int(id) * 10, of: id, network: id < 3 ? nil : network(id), onEviction: losers.lose(id))
        }
        budget.set(500, of: 11, network: nil, onEviction: losers.lose(11))
        #expect(losers.all == [11] && budget.held == 550)
    }

    /// Against a model, in any order.
    @Test func books_areRight_whateverComesFirst() {
        var chance = SplitMix(seed: 7)
        let (budget, losers) = (MemoryBudget(total: 5_000, perNetwork: 2_000), Losers())
        var model: [UInt64: (bytes: Int, network: UInt64)] = [:]
        for _ in 0..<5_000 {
            let (id, number) = (UInt64.random(in: 0..<40, using: &chance), UInt64.random(in: 0..<4, using: &chance))
            let before = losers.all.count
            if Bool.random(using: &chance) {
                let bytes = Int.random(in: 0...900, using: &chance)
                budget.set(bytes, of: id, network: network(number), onEviction: losers.lose(id))
                model[id] = bytes > 0 ? (bytes, number) : nil
            } else {
                budget.remove(id)
                model[id] = nil
            }
            for loser in losers.all[before...] { model[loser] = nil }
            #expect(budget.held == model.values.reduce(0) { $0 + $1.bytes } && budget.held <= 5_000)
            for number in 0..<4 as Range<UInt64> {
                #expect(model.values.filter { $0.network == number }.reduce(0) { $0 + $1.bytes } <= 2_000)
            }
        }
    }
}

@Suite struct WritePaceTests {
    static let second: UInt64 = 1_000_000_000

    @Test func peer_thatTakesNothing_isGivenUpAfterTheTimeout() {
        var pace = WritePace(timeout: 30 * Self.second, rate: 1_000)
        #expect(pace.wait(after: 0, now: 5 * Self.second) == 35 * Self.second)
    }

    /// Until when a peer lasts that takes so many bytes each second, or nil if for ever.
    private func end(bytesASecond: Int) -> UInt64? {
        var pace = WritePace(timeout: 30 * Self.second, rate: 1_000)
        var deadline = pace.wait(after: 0, now: 0)
        for time in 1...600 as ClosedRange<UInt64> {
            if time * Self.second >= deadline { return time }
            deadline = pace.wait(after: bytesASecond, now: time * Self.second)
        }
        return nil
    }

    @Test func peer_thatTrickles_isGivenUp_andASlowOneIsNot() {
        #expect(end(bytesASecond: 1) == 30)
        #expect(end(bytesASecond: 900).map { $0 > 200 } == true)
        #expect(end(bytesASecond: 1_000) == nil)
        #expect(end(bytesASecond: 3_000) == nil)
    }

    /// What a quick start has earned is no reason to stay away for longer than the time-out.
    @Test func credit_isNotSaved() {
        var pace = WritePace(timeout: 30 * Self.second, rate: 1_000)
        _ = pace.wait(after: 0, now: 0)
        #expect(pace.wait(after: 10_000_000, now: Self.second) == 31 * Self.second)
        pace.end()
        #expect(pace.wait(after: 0, now: 90 * Self.second) == 120 * Self.second)
    }
}
