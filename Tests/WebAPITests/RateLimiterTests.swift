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

    @Test func fullTable_countsNewSubjectsInCrowds_andSweepsOutTheIdle() {
        let limiter = RateLimiter()
        let once = RateLimit(name: "once", burst: 1, interval: .seconds(1))
        let now = ContinuousClock.now
        for number in 0..<RateLimiter.subjectLimit { _ = limiter.take(once, String(number), now: now) }
        // Whoever fills it lets nobody go uncounted, and keeps few of those out who come after.
        let strangers = (0..<RateLimiter.sharedCounts * 10).count { limiter.take(once, "new \($0)", now: now) == nil }
        #expect(strangers <= RateLimiter.sharedCounts && strangers > RateLimiter.sharedCounts / 2)
        #expect(limiter.count <= RateLimiter.subjectLimit + RateLimiter.sharedCounts)
        #expect(limiter.take(once, "0", now: now) != nil)  // still remembered
        let later = now + .seconds(2)
        #expect(limiter.take(once, "new", now: later) == nil)
        #expect(limiter.take(once, "new", now: later) != nil)
        #expect(limiter.count == 1)
    }

    @Test func idleSubjects_areSweptOut_asTimePasses() {
        let limiter = RateLimiter()
        let start = ContinuousClock.now
        for number in 0..<1000 { _ = limiter.take(limit, String(number), now: start) }
        #expect(limiter.take(limit, "new", now: start + RateLimiter.sweepInterval) == nil)
        #expect(limiter.count == 1)
    }

    /// Whatever a subject is called, it takes a key of one size, and is found again.
    @Test func longSubjects_areCountedLikeShortOnes() {
        let limiter = RateLimiter()
        let (now, long) = (ContinuousClock.now, "a" + String(repeating: "\u{301}", count: 30_000))
        for _ in 0..<3 { #expect(limiter.take(limit, long, now: now) == nil) }
        #expect(limiter.take(limit, long, now: now) != nil)
        #expect(limiter.take(limit, long + "\u{301}", now: now) == nil)
        #expect(limiter.count == 2)
    }
}
