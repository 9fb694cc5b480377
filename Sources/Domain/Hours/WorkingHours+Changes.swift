extension WorkingHours {
    /// The same with other intervals on these weekdays; 0 is Monday.
    public func with(_ intervals: [OpenInterval], on weekdays: Set<Int>) throws(HoursFault) -> WorkingHours {
        let week = week.enumerated().map { weekdays.contains($0) ? intervals : $1 }
        return try WorkingHours(week: week, exceptions: exceptions)
    }

    /// The same with these hours on a date; nil for those of the week.
    public func with(_ intervals: [OpenInterval]?, on date: CalendarDate) throws(HoursFault) -> WorkingHours {
        let others = exceptions.filter { $0.date != date }
        return try WorkingHours(
            week: week, exceptions: others + (intervals.map { [Exception(date: date, intervals: $0)] } ?? []))
    }
}
