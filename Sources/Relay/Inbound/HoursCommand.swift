import Domain

/// What somebody wants of the working hours who writes `/hours …`.
enum HoursCommand: Equatable {
    /// To know them.
    case show
    case turn(on: Bool)
    /// These hours on these weekdays; 0 is Monday.
    case week(Set<Int>, [OpenInterval])
    /// These hours on a date; nil for those of the week.
    case date(CalendarDate, [OpenInterval]?)

    /// Nil if it can't be understood. Words are English or Russian, whatever the group's language.
    ///
    /// - Parameter text: What follows `/hours`.
    init?(_ text: String) {
        var words = text.lowercased().split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
        guard let first = words.first else {
            self = .show
            return
        }
        words.removeFirst()
        if words.isEmpty, let isOn = Self.switches[first] {
            self = .turn(on: isOn)
        } else if let date = CalendarDate(first) {
            guard let hours = Self.hours(words) else { return nil }
            self = .date(date, hours.isUsual ? nil : hours.intervals)
        } else if let days = Self.days(first), let hours = Self.hours(words), !hours.isUsual {
            self = .week(days, hours.intervals)
        } else {
            return nil
        }
    }

    private static let switches = ["on": true, "off": false, "вкл": true, "выкл": false]
    private static let closed: Set = ["closed", "off", "выходной", "закрыто"]
    private static let usual: Set = ["usual", "обычно"]
    private static let names: [[String]] = [
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
    ]

    /// `mon`, or `пн-пт`; a range may go on over Sunday.
    private static func days(_ text: String) -> Set<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { name in
            names.lazy.compactMap { $0.firstIndex(of: String(name)) }.first
        }
        guard let first = ends.first ?? nil, ends.count <= 2, let last = ends.last ?? nil else { return nil }
        return Set((first...(last < first ? last + 7 : last)).map { $0 % 7 })
    }

    /// `closed`, `usual`, or intervals as in `09:00-13:00 14:00-18:00`.
    private static func hours(_ words: [String]) -> (intervals: [OpenInterval], isUsual: Bool)? {
        if words.count == 1, closed.contains(words[0]) { return ([], false) }
        if words.count == 1, usual.contains(words[0]) { return ([], true) }
        guard !words.isEmpty, words.count <= WorkingHours.mostIntervals else { return nil }
        var intervals: [OpenInterval] = []
        for word in words {
            let ends = word.split(whereSeparator: { "-–—".contains($0) }).map(clock)
            guard ends.count == 2, let interval = try? OpenInterval(from: ends[0], to: ends[1]) else { return nil }
            intervals.append(interval)
        }
        return (intervals, false)
    }

    /// `9` and `9:30` as `09:00` and `09:30`.
    private static func clock(_ text: Substring) -> String {
        let whole = text.contains(":") ? String(text) : text + ":00"
        return whole.utf8.count == 4 ? "0" + whole : whole
    }
}
