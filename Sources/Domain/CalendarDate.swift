/// A day of the Gregorian calendar, wherever that is.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let dayNumber: Int64

    public init(dayNumber: Int64) { self.dayNumber = dayNumber }

    /// Reads `2026-12-31`; nil for anything else, also for days that no year has.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2D }),
            let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2]), 1...12 ~= month,
            1...31 ~= day
        else { return nil }
        dayNumber = Self.dayNumber(year: year, month: month, day: day)
        // A 30th of February would be another day.
        guard description == text else { return nil }
    }

    /// 0 for Monday to 6 for Sunday.
    public var weekday: Int { Int((dayNumber + 3) - (dayNumber + 3).floorDivided(by: 7) * 7) }

    public static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }

    /// As in `2026-12-31`.
    public var description: String {
        var text = ""
        text.append(year, width: 4)
        text.append("-")
        text.append(month, width: 2)
        text.append("-")
        text.append(day, width: 2)
        return text
    }

    var year: Int64 { civil.year }
    var month: Int64 { civil.month }
    var day: Int64 { civil.day }

    /// The Gregorian date of the day, by Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day is
    /// the last day of its year.
    private var civil: (year: Int64, month: Int64, day: Int64) {
        let shifted = dayNumber + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Days since 1970-01-01, by Howard Hinnant's `days_from_civil`: years begin in March.
    static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
