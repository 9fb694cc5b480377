import TestSupport
import Testing

@testable import Telegram

@Suite struct BudgetTests {
    @Test func aQuarterGoesOutAtOnce_theRestEvenly() {
        let start = ContinuousClock.now
        var budget = Budget(perMinute: 20, now: start)
        #expect(budget.available(at: start) == 5)
        for left in (0..<5).reversed() {
            #expect(budget.wait(at: start) == .zero)
            budget.take(at: start)
            #expect(budget.available(at: start) == left)
        }
        // Fifteen are left for a minute in which none is earned back.
        #expect(budget.wait(at: start) == .seconds(3.75))
        #expect(budget.available(at: start + .seconds(3.75)) == 1)
        #expect(budget.available(at: start + .seconds(60)) == 5)
    }

    /// Whoever asks as often as they may, whenever they begin: no minute has more calls than the limit.
    @Test(arguments: [1, 3, 20, 30], 0..<5)
    func noMinuteHasMoreThanTheLimit(limit: Int, seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var now = ContinuousClock.now
        var budget = Budget(perMinute: limit, now: now)
        var calls: [ContinuousClock.Instant] = []
        for _ in 0..<400 {
            now += .milliseconds(Int.random(in: 0...1) == 0 ? 0 : Int.random(in: 0...9000, using: &random))
            now += budget.wait(at: now)
            #expect(budget.available(at: now) >= 1)
            budget.take(at: now)
            calls.append(now)
        }
        for (index, call) in calls.enumerated() where index >= limit {
            #expect(calls[index - limit] + .seconds(60) <= call)
        }
    }

    @Test func whoNeverStops_getsTheWholeLimit() {
        let start = ContinuousClock.now
        var now = start
        var budget = Budget(perMinute: 20, now: now)
        for _ in 0..<200 {
            // No hole in which nobody is heard.
            #expect(budget.wait(at: now) <= .seconds(3.75))
            now += budget.wait(at: now)
            budget.take(at: now)
        }
        #expect(start.duration(to: now) < .seconds(600))
    }

    @Test func noLimit_isNoWait() {
        var budget = Budget(perMinute: nil)
        for _ in 0..<1000 { budget.take(at: .now) }
        #expect(budget.wait(at: .now) == .zero)
        #expect(budget.available(at: .now) == .max)
    }
}
