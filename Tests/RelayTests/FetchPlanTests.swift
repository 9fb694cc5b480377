import Domain
import Telegram
import Testing

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite struct FetchPlanTests {
    private let now = ContinuousClock.now
    private let files = (1...60).map { AttachmentID(rawValue: Int64($0)) }

    @Test func severalComeAtOnce_butNoMoreThanThePlaces() {
        var plan = FetchPlan(backoff: Backoff())
        let begun = files.filter { plan.begin($0, at: now) }
        #expect(begun == Array(files.prefix(FetchPlan.places)))
        plan.ended(files[0])
        let next = files.filter { plan.begin($0, at: now) }
        #expect(next == [files[0]])
    }

    @Test func fiftyThatFail_leavePlacesToOthers_andAreGivenUpInTheEnd() {
        var plan = FetchPlan(backoff: Backoff())
        var time = now
        var given: Set<AttachmentID> = []
        var turns = 0
        while given.count < 50, turns < 100_000 {
            turns += 1
            let begun = files.prefix(50).filter { !given.contains($0) && plan.begin($0, at: time) }
            if given.isEmpty, turns > 50 { #expect(plan.hasPlace(at: time)) }
            for file in begun where plan.failed(file, isRefusal: false, at: time) {
                plan.ended(file)
                given.insert(file)
            }
            time += .seconds(1)
        }
        #expect(given.count == 50)
        let wait = plan.wait(at: time)
        #expect(wait == nil)
    }

    /// Telegram prepares them for a minute and a half, or does not answer at all.
    @Test func asManyThatHangAsHavePlaces_makeRoomForOthers() throws {
        var plan = FetchPlan(backoff: Backoff())
        var begun = files.filter { plan.begin($0, at: now) }
        #expect(begun.count == FetchPlan.places)
        let wait = try #require(plan.wait(at: now))
        #expect(wait <= .seconds(15))
        begun = files.dropFirst(4).filter { plan.begin($0, at: now + wait) }
        #expect(begun.count == FetchPlan.places - FetchPlan.placesOfDoubtful)
        // However many hang, the number of calls under way has a bound.
        for second in 1...60 {
            begun += files.filter { plan.begin($0, at: now + wait + .seconds(second)) }
        }
        #expect(FetchPlan.places + begun.count == FetchPlan.most)
    }

    @Test func whoHaveFailed_takeOnlySomeOfThePlaces() {
        var plan = FetchPlan(backoff: Backoff())
        for file in files.prefix(10) {
            _ = plan.begin(file, at: now)
            _ = plan.failed(file, isRefusal: false, at: now)
        }
        let later = now + .seconds(60)
        let again = files.prefix(10).filter { plan.begin($0, at: later) }
        #expect(again.count == FetchPlan.placesOfDoubtful)
        let fresh = files.dropFirst(10).filter { plan.begin($0, at: later) }
        #expect(fresh.count == FetchPlan.places - FetchPlan.placesOfDoubtful)
    }

    @Test(arguments: [(true, FetchPlan.refusals), (false, FetchPlan.attempts)])
    func fileIsGivenUp_afterItsTries(isRefusal: Bool, count: Int) {
        var plan = FetchPlan(backoff: Backoff())
        var tries = 1
        while !plan.failed(files[0], isRefusal: isRefusal, at: now), tries < 100 { tries += 1 }
        #expect(tries == count)
    }

    @Test func telegramAway_countsAgainstNoFile_andAllWaitForIt() throws {
        var plan = FetchPlan(backoff: Backoff())
        var time = now
        for _ in 0..<100 {
            let isBegun = plan.begin(files[0], at: time)
            plan.paused(files[0], at: time)
            let hasPlace = plan.hasPlace(at: time)
            #expect(isBegun && !hasPlace)
            time += try #require(plan.wait(at: time))
        }
        let isLast = plan.failed(files[0], isRefusal: false, at: time)
        #expect(!isLast)
    }
}
