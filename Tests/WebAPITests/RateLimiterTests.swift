import Testing

@testable import WebAPI

@Suite struct RateLimiterTests {
    let limit = RateLimit(name: "test", burst: 3, interval: .seconds(2))

    @Test func burst_isGrantedAtOnce_thenOneAfterEachInterval() {
        let limiter = RateLimiter()
        let start = ContinuousClock.now
        for _ in 0..<3 { #expect(limiter.take(limit, "a", now: start) == nil) }
        #expect(limiter.take(limit, "a", now: start) == .seconds(2))
        #expect(limiter.take(limit, "a", now: start + .seconds(1)) == .seconds(1))
        #expect(limiter.take(limit, "a", now: start + .seconds(2)) == nil)
        #expect(limiter.take(limit, "a", now: start + .seconds(2)) == .seconds(2))
        // After a long silence the whole burst is there again, and no more.
        let later = start + .seconds(1000)
        for _ in 0..<3 { #expect(limiter.take(limit, "a", now: later) == nil) }
        #expect(limiter.take(limit, "a", now: later) != nil)
    }

    @Test func subjectsAndLimits_areCountedApart() {
        let limiter = RateLimiter()
        let other = RateLimit(name: "other", burst: 1, interval: .seconds(1))
        let now = ContinuousClock.now
        for _ in 0..<3 { #expect(limiter.take(limit, "a", now: now) == nil) }
        #expect(limiter.take(limit, "b", now: now) == nil)
        #expect(limiter.take(other, "a", now: now) == nil)
        #expect(limiter.take(limit, "a", now: now) != nil)
    }

    @Test func fullTable_sweepsOutTheIdle_andLetsNewSubjectsThrough() {
        let limiter = RateLimiter()
        let once = RateLimit(name: "once", burst: 1, interval: .seconds(1))
        let now = ContinuousClock.now
        for number in 0..<RateLimiter.subjectLimit { _ = limiter.take(once, String(number), now: now) }
        #expect(limiter.take(once, "new", now: now) == nil)
        #expect(limiter.take(once, "new", now: now) == nil)  // not counted: there is no room for it
        #expect(limiter.take(once, "0", now: now) != nil)  // still remembered
        let later = now + .seconds(2)
        #expect(limiter.take(once, "new", now: later) == nil)
        #expect(limiter.take(once, "new", now: later) != nil)
    }
}
