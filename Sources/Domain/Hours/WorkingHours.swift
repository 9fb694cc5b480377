/// When the team answers: a week that repeats, and dates that differ from it.
public struct WorkingHours: Sendable, Equatable {
    /// A date with hours of its own. Without any the team is away all day.
    public struct Exception: Sendable, Equatable {
        public let date: CalendarDate
        public let intervals: [OpenInterval]

        public init(date: CalendarDate, intervals: [OpenInterval]) {
            self.date = date
            self.intervals = intervals
        }
    }

    /// The intervals of each day in their order, Monday's first.
    public let week: [[OpenInterval]]
    /// In the order of their dates.
    public let exceptions: [Exception]

    /// The most intervals of a day. Nobody's day has more breaks.
    public static let mostIntervals = 8
    /// The most dates: those of some years.
    public static let mostExceptions = 400

    /// From nine to six on the days from Monday to Friday.
    static let standard = WorkingHours(
        week: (0..<7).map { $0 < 5 ? [OpenInterval(start: 9 * 60, end: 18 * 60)] : [] })

    private init(week: [[OpenInterval]]) { (self.week, exceptions) = (week, []) }

    /// - Parameters:
    ///   - week: Seven lists, Monday's first.
    /// - Throws: ``HoursFault``
    public init(week: [[OpenInterval]], exceptions: [Exception]) throws(HoursFault) {
        guard week.count == 7 else { throw .week }
        guard exceptions.count <= Self.mostExceptions else { throw .dates }
        guard Set(exceptions.map(\.date)).count == exceptions.count else { throw .date }
        var days: [[OpenInterval]] = []
        for day in week { days.append(try Self.ordered(day)) }
        var dates: [Exception] = []
        for each in exceptions.sorted(by: { $0.date < $1.date }) {
            dates.append(Exception(date: each.date, intervals: try Self.ordered(each.intervals)))
        }
        (self.week, self.exceptions) = (days, dates)
    }

    /// The intervals of a day.
    func intervals(on date: CalendarDate) -> [OpenInterval] {
        exception(on: date)?.intervals ?? week[date.weekday]
    }

    private func exception(on date: CalendarDate) -> Exception? {
        let index = firstException(from: date)
        return index < exceptions.count && exceptions[index].date == date ? exceptions[index] : nil
    }

    /// The index of the first exception at this date or after it.
    private func firstException(from date: CalendarDate) -> Int {
        var (low, high) = (0, exceptions.count)
        while low < high {
            let middle = (low + high) / 2
            if exceptions[middle].date < date { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The first day from this one on that has hours; nil if none has.
    func nextDay(from date: CalendarDate) -> CalendarDate? {
        if week.allSatisfy(\.isEmpty) {
            return exceptions[firstException(from: date)...].first { !$0.intervals.isEmpty }?.date
        }
        // Each exception can close the one day of a week that has hours.
        for day in date.dayNumber..<date.dayNumber + Int64(7 * (exceptions.count + 1)) {
            let date = CalendarDate(dayNumber: day)
            if !intervals(on: date).isEmpty { return date }
        }
        return nil
    }

    private static func ordered(_ day: [OpenInterval]) throws(HoursFault) -> [OpenInterval] {
        guard day.count <= mostIntervals else { throw .intervals }
        let sorted = day.sorted { $0.start < $1.start }
        for (one, next) in zip(sorted, sorted.dropFirst()) where next.start < one.end { throw .overlap }
        return sorted
    }
}
