public import JSON

// The form that the store and the wire share.

extension JSONWriter {
    /// Writes seven lists of intervals, Monday's first.
    public mutating func array(_ name: StaticString, week: [[OpenInterval]]) {
        array(name) { $0.elements(week) }
    }

    public mutating func array(_ name: StaticString, _ exceptions: [WorkingHours.Exception]) {
        array(name) { $0.elements(exceptions) }
    }

    fileprivate mutating func elements(_ week: [[OpenInterval]]) {
        for day in week { array { $0.elements(day) } }
    }

    fileprivate mutating func elements(_ exceptions: [WorkingHours.Exception]) {
        for exception in exceptions {
            object { json in
                json.member("date", exception.date.description)
                json.array("intervals") { $0.elements(exception.intervals) }
            }
        }
    }

    private mutating func elements(_ day: [OpenInterval]) {
        for interval in day {
            object { json in
                json.member("from", interval.from)
                json.member("to", interval.to)
            }
        }
    }
}

extension WorkingHours {
    public var weekJSON: [UInt8] {
        var writer = JSONWriter()
        writer.array { $0.elements(week) }
        return writer.bytes
    }

    public var exceptionsJSON: [UInt8] {
        var writer = JSONWriter()
        writer.array { $0.elements(exceptions) }
        return writer.bytes
    }

    public static func week(json: [UInt8]) throws -> [[OpenInterval]] {
        var reader = JSONReader(json)
        return try week(&reader)
    }

    public static func exceptions(json: [UInt8]) throws -> [Exception] {
        var reader = JSONReader(json)
        return try exceptions(&reader)
    }

    /// - Throws: ``HoursFault``, and ``JSONError`` for what is not of the form.
    public static func week(_ reader: inout JSONReader) throws -> [[OpenInterval]] {
        var week: [[OpenInterval]] = []
        try reader.array { reader in
            guard week.count < 7 else { throw HoursFault.week }
            week.append(try day(&reader))
        }
        return week
    }

    /// - Throws: ``HoursFault``, and ``JSONError`` for what is not of the form.
    public static func exceptions(_ reader: inout JSONReader) throws -> [Exception] {
        var exceptions: [Exception] = []
        try reader.array { reader in
            guard exceptions.count < mostExceptions else { throw HoursFault.dates }
            var (date, intervals) = (CalendarDate?.none, [OpenInterval]())
            try reader.object { name, reader in
                switch name {
                case "date": date = CalendarDate(try reader.string())
                case "intervals": intervals = try day(&reader)
                default: try reader.skip()
                }
            }
            guard let date else { throw HoursFault.date }
            exceptions.append(Exception(date: date, intervals: intervals))
        }
        return exceptions
    }

    private static func day(_ reader: inout JSONReader) throws -> [OpenInterval] {
        var intervals: [OpenInterval] = []
        try reader.array { reader in
            guard intervals.count < mostIntervals else { throw HoursFault.intervals }
            var (from, to) = ("", "")
            try reader.object { name, reader in
                switch name {
                case "from": from = try reader.string()
                case "to": to = try reader.string()
                default: try reader.skip()
                }
            }
            intervals.append(try OpenInterval(from: from, to: to))
        }
        return intervals
    }
}
