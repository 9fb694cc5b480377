import Domain
import Testing
import Words

@Suite struct HoursTests {
    @Test func hours_areToldWithTheNextDates() throws {
        let day = [try OpenInterval(from: "09:00", to: "13:00"), try OpenInterval(from: "14:00", to: "24:00")]
        let dates = [2, 19_000, 20_818].map { WorkingHours.Exception(date: CalendarDate(dayNumber: $0), intervals: []) }
        let hours = TeamHours(
            isOn: true, zone: "UTC",
            hours: try WorkingHours(week: [day] + Array(repeating: [], count: 6), exceptions: dates),
            reply: .none)
        let now = try #require(Timestamp("2026-12-07T12:00:00.000Z"))
        #expect(
            TeamWords.english.hours(hours, in: nil, at: now).hasPrefix(
                "Working hours are on (UTC).\nMon 09:00–13:00, 14:00–24:00\nTue closed"))
        #expect(
            TeamWords.russian.hours(hours, in: nil, at: now).hasSuffix(
                "вс выходной\n1970-01-03 выходной\n2022-01-08 выходной\n2026-12-31 выходной"))
    }
}
