import Domain
import Testing

@Suite struct AnswerTimeTests {
    private static let start = Timestamp("2026-11-02T09:30:00.000Z")

    private func times(from: String = "09:00", to: String = "18:00") throws -> OpeningTimes {
        let day = [try OpenInterval(from: from, to: to)]
        return OpeningTimes(
            hours: try WorkingHours(week: Array(repeating: day, count: 7), exceptions: []),
            zone: try #require(try zone("UTC")))
    }

    /// Something that was asked so many hours after a Monday morning, and answered so many minutes later.
    private func wait(_ hours: Int, _ minutes: Int) throws -> AnswerTime {
        let asked = try #require(Self.start).advanced(by: .seconds(hours * 3600))
        return AnswerTime(askedAt: asked, answeredAt: asked.advanced(by: .seconds(minutes * 60)))
    }

    private func usual(_ waits: [(Int, Int)]) throws -> Int64? {
        let now = try #require(Self.start).advanced(by: .seconds(28 * 86_400))
        let all = try waits.map { try wait($0.0, $0.1) }
        return try times().usualAnswerTime(at: now) { from, to, limit in
            Array(all.filter { from <= $0.askedAt && $0.askedAt < to }.prefix(limit))
        }.map { $0.components.seconds / 60 }
    }

    @Test func hourOfTheWeek_goesBeforeTheHourOfOtherDays_andThatBeforeAllTime() throws {
        let mondays = [(0, 1), (168, 2), (336, 30), (504, 4), (504, 3)]
        let mornings = [(24, 10), (48, 11), (72, 12), (96, 13)]
        let others = [(1, 40), (2, 41), (3, 42), (25, 43), (26, 44)]
        #expect(try usual(mondays + mornings + others) == 3)
        #expect(try usual(Array(mondays.prefix(1)) + mornings + others) == 11)
        #expect(try usual(Array(mornings.prefix(2)) + others) == 41)
        #expect(try usual(Array(others.prefix(4))) == nil)
        #expect(try usual([]) == nil)
    }

    @Test func whatIsAskedWhileNobodyIsThere_tellsNothing_andTheNightDoesNotCount() throws {
        // Half an hour before the end, and answered half an hour after the next beginning.
        #expect(try usual(Array(repeating: (8, 16 * 60), count: 5)) == 60)
        #expect(try usual(Array(repeating: (12, 13 * 60), count: 9)) == nil)
    }
}
