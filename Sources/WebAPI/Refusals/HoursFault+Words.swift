import Domain

extension HoursFault {
    var code: String {
        switch self {
        case .zone: "invalid_zone"
        case .week: "invalid_week"
        case .time: "invalid_time"
        case .order: "invalid_interval"
        case .overlap: "overlapping_intervals"
        case .intervals: "too_many_intervals"
        case .date: "invalid_date"
        case .dates: "too_many_dates"
        case .reply: "invalid_reply"
        }
    }

    /// A sentence that says what is wrong, and what to do.
    var message: String {
        switch self {
        case .zone:
            "zone is no time zone that this system knows: write one such as Europe/Berlin. If it knows none, install tzdata."
        case .week: "week is no list of seven lists of intervals: write one for each day, Monday's first."
        case .time: "A time is not of the form HH:MM: write one from 00:00 to 24:00."
        case .order:
            "An interval does not end after it begins: write one across midnight as two, until 24:00 and from 00:00 of the next day."
        case .overlap: "Two intervals of a day overlap: make one of them, or change one."
        case .intervals: "A day has over \(WorkingHours.mostIntervals) intervals: join some."
        case .date: "A date is not of the form YYYY-MM-DD, or is there twice: correct it."
        case .dates: "There are over \(WorkingHours.mostExceptions) dates: remove those that are past."
        case .reply:
            "An automatic answer has over \(AwayReply.longest) characters or nothing to read: make it shorter, or leave it empty."
        }
    }
}
