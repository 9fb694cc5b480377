import Domain
import TestSupport
import Testing

@Suite struct OpeningTimesTests {
    /// `week` has the days from Monday on, as in `9-13,14-18|…`; days that are missing are free.
    private func times(
        _ zoneName: String, _ week: String, _ exceptions: [(String, String)] = []
    ) throws -> OpeningTimes {
        var days = try week.split(separator: "|", omittingEmptySubsequences: false).map { try day(String($0)) }
        while days.count < 7 { days.append([]) }
        let dates = try exceptions.map { date, hours in
            WorkingHours.Exception(date: try #require(CalendarDate(date)), intervals: try day(hours))
        }
        return OpeningTimes(
            hours: try WorkingHours(week: days, exceptions: dates), zone: try #require(try zone(zoneName)))
    }

    private func day(_ text: String) throws -> [OpenInterval] {
        func clock(_ text: Substring) -> String {
            let parts = text.split(separator: ":")
            return (parts[0].count < 2 ? "0" : "") + parts[0] + ":" + (parts.count > 1 ? parts[1] : "00")
        }
        return try text.split(separator: ",").map { interval in
            let ends = interval.split(separator: "-")
            return try OpenInterval(from: clock(ends[0]), to: clock(ends[1]))
        }
    }

    private func at(_ text: String) throws -> Timestamp { try #require(Timestamp(text + ":00.000Z")) }

    private static let office = "9-18|9-18|9-18|9-18|9-18"
    private static let always = Array(repeating: "0-24", count: 7).joined(separator: "|")
    private static let nights = Array(repeating: "0-6,22-24", count: 7).joined(separator: "|")

    @Test(
        arguments: [
            // Tuesday in Moscow, three hours ahead.
            ("Europe/Moscow", office, "2026-12-01T05:59", false), ("Europe/Moscow", office, "2026-12-01T06:00", true),
            ("Europe/Moscow", office, "2026-12-01T14:59", true), ("Europe/Moscow", office, "2026-12-01T15:00", false),
            ("Europe/Moscow", office, "2026-12-05T09:00", false),
            // Half an hour and three quarters.
            ("Asia/Kolkata", office, "2026-12-01T03:29", false), ("Asia/Kolkata", office, "2026-12-01T03:30", true),
            ("Asia/Kathmandu", office, "2026-12-01T03:14", false), ("Asia/Kathmandu", office, "2026-12-01T03:15", true),
            // Another day than in UTC.
            ("Pacific/Kiritimati", office, "2026-11-29T19:00", true),
            ("Pacific/Kiritimati", office, "2026-12-04T19:00", false),
            // Across midnight.
            ("Europe/Berlin", nights, "2026-12-01T22:59", true), ("Europe/Berlin", nights, "2026-12-01T23:00", true),
            ("Europe/Berlin", nights, "2026-12-02T05:00", false), ("Europe/Berlin", nights, "2026-12-02T21:00", true),
            ("UTC", always, "2026-12-05T00:00", true), ("UTC", "", "2026-12-01T12:00", false),
        ])
    func team_isThere_whenItsClockSays(zone: String, week: String, moment: String, isOpen: Bool) throws {
        #expect(try times(zone, week).isOpen(at: at(moment)) == isOpen)
    }

    @Test(
        arguments: [
            ("Europe/Moscow", office, [], "2026-12-01T15:00", "2026-12-02T06:00"),
            ("Europe/Moscow", office, [], "2026-12-04T20:00", "2026-12-07T06:00"),
            ("Europe/Moscow", office, [], "2026-12-01T08:30", "2026-12-01T08:30"),
            // Holidays, one of them with hours of its own, and a Saturday that is worked.
            (
                "Europe/Moscow", office, [("2026-12-31", "10-14"), ("2027-01-01", "")], "2026-12-31T11:00",
                "2027-01-04T06:00"
            ),
            ("Europe/Moscow", office, [("2026-12-31", "10-14")], "2026-12-30T16:00", "2026-12-31T07:00"),
            ("Europe/Moscow", office, [("2026-12-05", "12-13")], "2026-12-04T15:00", "2026-12-05T09:00"),
            // The clock is set forward at night: nine o'clock comes an hour sooner.
            ("Europe/Berlin", office + "|9-18|9-18", [], "2026-03-28T18:00", "2026-03-29T07:00"),
            ("Europe/Berlin", office + "|9-18|9-18", [], "2026-10-24T18:00", "2026-10-25T08:00"),
            // From half past two on, which the clock skips.
            ("Europe/Berlin", "||||||2:30-4", [], "2026-03-28T12:00", "2026-03-29T01:00"),
            // All of it is skipped: a week later.
            ("Europe/Berlin", "||||||2-3", [], "2026-03-28T12:00", "2026-04-05T00:00"),
            // A Friday that Samoa never had.
            ("Pacific/Apia", "||||9-10", [], "2011-12-28T00:00", "2012-01-05T19:00"),
            // Only dates, the next of them in years.
            ("UTC", "", [("2026-12-01", "8-9"), ("2031-05-01", "8-9")], "2026-12-01T09:00", "2031-05-01T08:00"),
        ] as [(String, String, [(String, String)], String, String)])
    func team_isBack_whenItsNextDayBegins(
        zone: String, week: String, exceptions: [(String, String)], moment: String, opening: String
    ) throws {
        #expect(try times(zone, week, exceptions).nextOpening(after: at(moment)) == at(opening))
    }

    @Test func teamThatNeverComes_isNotAwaited() throws {
        #expect(try times("UTC", "").nextOpening(after: at("2026-12-01T00:00")) == nil)
        #expect(try times("UTC", "", [("2026-11-30", "8-9")]).nextOpening(after: at("2026-12-01T00:00")) == nil)
        #expect(try times("UTC", "", [("9999-12-31", "8-9")]).nextOpening(after: at("2026-12-01T00:00")) == nil)
        #expect(try times("UTC", "").workingTime(from: at("2026-01-01T00:00"), to: at("2026-12-01T00:00")) == .zero)
        #expect(try times("UTC", "").moment(after: .seconds(1), from: at("2026-12-01T00:00")) == nil)
        #expect(try times("UTC", "").moment(before: at("2026-12-01T00:00"), work: .seconds(1)) == nil)
    }

    @Test func weekThatIsClosedByDates_isPassedOver() throws {
        let mondays = (0..<60).map { (CalendarDate(dayNumber: 20_430 + Int64($0) * 7).description, "") }
        let times = try times("UTC", "9-10", mondays)
        #expect(CalendarDate(mondays[0].0)?.weekday == 0)
        let opening = try #require(times.nextOpening(after: Timestamp(milliseconds: 20_430 * 86_400_000)))
        #expect(opening.milliseconds == (20_430 + 60 * 7) * 86_400_000 + 9 * 3_600_000)
    }

    @Test(
        arguments: [
            // From Friday evening until Monday noon.
            ("Europe/Moscow", office, "2026-12-04T14:00", "2026-12-07T09:00", 4 * 60),
            ("Europe/Moscow", office, "2026-12-01T06:30", "2026-12-01T06:31", 1),
            ("Europe/Moscow", office, "2026-12-07T09:00", "2026-12-04T14:00", 0),
            // A day of 23 hours, and one of 25.
            ("Europe/Berlin", always, "2026-03-28T23:00", "2026-03-29T22:00", 23 * 60),
            ("Europe/Berlin", always, "2026-10-24T22:00", "2026-10-25T23:00", 25 * 60),
            // An hour that there is twice, and one that there is not.
            ("Europe/Berlin", "||||||2-3", "2026-10-24T00:00", "2026-10-26T00:00", 120),
            ("Europe/Berlin", "||||||2-3", "2026-03-28T00:00", "2026-03-30T00:00", 0),
            ("UTC", nights, "2026-12-01T12:00", "2026-12-02T12:00", 8 * 60),
        ] as [(String, String, String, String, Int)])
    func time_isCountedWhileTheTeamIsThere(
        zone: String, week: String, start: String, end: String, minutes: Int
    ) throws {
        #expect(try times(zone, week).workingTime(from: at(start), to: at(end)) == .seconds(minutes * 60))
    }

    @Test func spanAcrossMidnight_isOne() throws {
        let times = try times("UTC", Self.nights)
        let span = try #require(times.span(from: at("2026-12-01T21:00")))
        #expect(span.start == (try at("2026-12-01T22:00")))
        #expect(span.end == (try at("2026-12-02T06:00")))
        #expect(times.spans(from: try at("2026-12-01T00:00"), to: try at("2026-12-03T00:00")).count == 3)
        let always = try self.times("UTC", Self.always)
        #expect(always.spans(from: try at("2026-12-01T00:00"), to: try at("2026-12-31T00:00")).count == 1)
    }

    /// All that is reckoned agrees with a look at the clock each minute, around days on which it is set.
    @Test(arguments: ["Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata", "Africa/Casablanca"])
    func reckoning_agreesWithTheClock(zone: String) throws {
        var random = SplitMix(seed: 3)
        for start in ["2026-03-27T00:00", "2026-10-23T07:30", "2018-11-02T00:00"] {
            let exceptions = [(String(start.prefix(8)) + "29", "1-2:30,5-24")]
            let times = try times(zone, "9-12,13-18||0-3|22-24|0-24|1:30-2:30|0-1,2-4", exceptions)
            let start = try at(start)
            let minutes = (0..<6 * 1440).map { start.advanced(by: .seconds(60 * $0)) }
            let isOpen = minutes.map(times.isOpen)
            for _ in 0..<40 {
                let from = Int.random(in: 0..<minutes.count - 1, using: &random)
                let to = Int.random(in: from..<minutes.count, using: &random)
                let open = isOpen[from..<to].count { $0 }
                let work = Duration.seconds(60 * open)
                #expect(times.workingTime(from: minutes[from], to: minutes[to]) == work)
                if let next = isOpen[from...].firstIndex(of: true) {
                    #expect(times.nextOpening(after: minutes[from]) == minutes[next])
                }
                guard open > 0 else { continue }
                let last = try #require(isOpen[from..<to].lastIndex(of: true))
                #expect(times.moment(after: work, from: minutes[from]) == minutes[last + 1])
                let first = try #require(isOpen[from..<to].firstIndex(of: true))
                #expect(times.moment(before: minutes[to], work: work) == minutes[first])
            }
        }
    }

    @Test func farMoments_areReckonedWithoutATrap() throws {
        let times = try times("Europe/Berlin", Self.office)
        for moment in [Int64.min, -1, 0, .max] {
            let time = Timestamp(milliseconds: moment)
            _ = times.isOpen(at: time)
            _ = times.nextOpening(after: time)
            _ = times.moment(after: .seconds(60), from: time)
            _ = times.moment(before: time, work: .seconds(60))
        }
    }
}
