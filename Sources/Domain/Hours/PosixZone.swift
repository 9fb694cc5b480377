/// A zone that sets its clock twice in each year by a rule, or never: what the footer of a zone's file says, in the
/// form of the environment variable `TZ`.
struct PosixZone: Sendable, Equatable {
    /// A day of a year.
    enum Day: Sendable, Equatable {
        /// From 1 to 365; the 29th of February is never counted.
        case julian(Int64)
        /// From 0 to 365; the 29th of February counts.
        case ofYear(Int64)
        /// The weekday (0 is Sunday) in a month for the so many-th time; the fifth is the last.
        case weekday(month: Int64, week: Int64, day: Int64)
    }

    /// When the clock is set, as it shows it then.
    struct Change: Sendable, Equatable {
        let day: Day
        /// Seconds since that day's midnight; it may be negative, or more than a day.
        let time: Int64
    }

    /// The time that is called standard, in seconds ahead of UTC.
    let standard: Int64
    /// The other one, from the first change of a year to the second.
    let summer: Summer?

    struct Summer: Sendable, Equatable {
        let offset: Int64
        let start, end: Change
    }

    /// The largest offset, in seconds. RFC 9636 §3.2 lets it be less than 26 hours.
    static let farthest: Int64 = 26 * 3600

    func period(at moment: Int64) -> ZoneRules.Period {
        guard let summer else { return ZoneRules.Period(offset: standard, end: .max) }
        let year = CalendarDate(dayNumber: (moment + standard).floorDivided(by: 86_400)).year
        var changes: [(start: Int64, offset: Int64)] = []
        for year in year - 1...year + 1 {
            changes.append((summer.start.moment(in: year) - standard, summer.offset))
            changes.append((summer.end.moment(in: year) - summer.offset, standard))
        }
        // At a moment that is the end of one year's and the beginning of the next one's, it goes on.
        changes.sort { ($0.start, $0.offset == standard ? 0 : 1) < ($1.start, $1.offset == standard ? 0 : 1) }
        let offset = changes.last { $0.start <= moment }?.offset ?? standard
        let next = changes.first { $0.start > moment }?.start
        return ZoneRules.Period(offset: offset, end: next ?? .max)
    }
}

extension PosixZone.Change {
    /// The seconds from 1970 that the clock shows.
    func moment(in year: Int64) -> Int64 { day.number(in: year) * 86_400 + time }
}

extension PosixZone.Day {
    /// Days since 1970.
    func number(in year: Int64) -> Int64 {
        let first = CalendarDate.dayNumber(year: year, month: 1, day: 1)
        switch self {
        case .julian(let day):
            let isLeap = CalendarDate.dayNumber(year: year, month: 3, day: 1) - first == 60
            return first + day - 1 + (isLeap && day >= 60 ? 1 : 0)
        case .ofYear(let day): return first + day
        case .weekday(let month, let week, let day):
            let start = CalendarDate.dayNumber(year: year, month: month, day: 1)
            let next = CalendarDate.dayNumber(
                year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
            // Monday is 0 there, and Sunday here.
            let weekday = Int64(CalendarDate(dayNumber: start).weekday + 1) % 7
            var found = start + (day - weekday + 7) % 7 + (week - 1) * 7
            while found >= next { found -= 7 }
            return found
        }
    }
}
