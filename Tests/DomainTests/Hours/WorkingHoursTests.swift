import Domain
import Testing

@Suite struct WorkingHoursTests {
    @Test(
        arguments: [
            ("09:00", "18:00", nil), ("00:00", "24:00", nil), ("23:59", "24:00", nil), ("24:00", "24:00", .time),
            ("9:00", "18:00", .time), ("09:00", "24:01", .time), ("09:60", "18:00", .time), ("09:00", "", .time),
            ("-1:00", "18:00", .time), ("09.00", "18:00", .time), ("٠٩:00", "18:00", .time), ("18:00", "18:00", .order),
            ("22:00", "06:00", .order),
        ] as [(String, String, HoursFault?)])
    func interval_isWithinItsDay(from: String, to: String, fault: HoursFault?) {
        #expect(fault == HoursFault.of { () throws(HoursFault) in _ = try OpenInterval(from: from, to: to) })
        guard fault == nil, let interval = try? OpenInterval(from: from, to: to) else { return }
        #expect(interval.from == from)
        #expect(interval.to == to)
    }

    @Test(arguments: [
        "", "2026-02-30", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-01-01 ", "+026-01-01",
    ])
    func dayThatNoYearHas_isNoDate(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: [("2026-12-01", 1), ("1970-01-01", 3), ("1969-12-31", 2), ("2024-02-29", 3), ("0001-01-01", 0)])
    func date_knowsItsWeekday(text: String, weekday: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.weekday == weekday)
        #expect(date.description == text)
    }

    @Test func week_hasSevenDays_withoutOverlaps() throws {
        let (morning, noon, day) = (
            try OpenInterval(from: "08:00", to: "12:00"), try OpenInterval(from: "12:00", to: "13:00"),
            try OpenInterval(from: "09:00", to: "18:00")
        )
        func fault(_ monday: [OpenInterval], days: Int = 7, _ exceptions: [WorkingHours.Exception] = []) -> HoursFault?
        {
            HoursFault.of { () throws(HoursFault) in
                _ = try WorkingHours(
                    week: [monday] + Array(repeating: [], count: days - 1), exceptions: exceptions)
            }
        }
        let date = WorkingHours.Exception(date: try #require(CalendarDate("2026-12-31")), intervals: [])
        #expect(fault([noon, morning]) == nil)
        #expect(fault([morning, day]) == .overlap)
        #expect(fault([day, day]) == .overlap)
        #expect(fault([day], days: 6) == .week)
        #expect(fault([day], days: 8) == .week)
        #expect(fault([], [date, date]) == .date)
        #expect(fault([], [WorkingHours.Exception(date: date.date, intervals: [morning, day])]) == .overlap)
        let many = (0..<9).map { try? OpenInterval(from: "0\($0):00", to: "0\($0):30") }.compactMap(\.self)
        #expect(fault(many) == .intervals)
        let dates = (0...400).map { WorkingHours.Exception(date: CalendarDate(dayNumber: Int64($0)), intervals: []) }
        #expect(fault([], dates) == .dates)
    }
}

extension HoursFault {
    /// What `body` throws.
    static func of(_ body: () throws(HoursFault) -> Void) -> HoursFault? {
        do throws(HoursFault) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
