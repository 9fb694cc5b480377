extension PosixZone {
    /// Reads `EST5EDT,M3.2.0,M11.1.0`, `<+0330>-3:30` and the like; nil for anything else.
    /// https://www.rfc-editor.org/rfc/rfc9636#section-3.3.1
    init?(_ text: String) {
        var reader = PosixReader(letters: Array(text.utf8)[...])
        guard reader.abbreviation(), let west = reader.time(upTo: 24) else { return nil }
        standard = -west
        if reader.letters.isEmpty {
            summer = nil
            return
        }
        guard reader.abbreviation() else { return nil }
        var offset = standard + 3600
        if let next = reader.letters.first, next != UInt8(ascii: ",") {
            guard let west = reader.time(upTo: 24) else { return nil }
            offset = -west
        }
        guard reader.take(","), let start = reader.change(), reader.take(","), let end = reader.change(),
            reader.letters.isEmpty
        else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }
}

private struct PosixReader {
    var letters: ArraySlice<UInt8>

    mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard letters.first == UInt8(ascii: letter) else { return false }
        letters.removeFirst()
        return true
    }

    /// Three letters or more, or anything in angle brackets.
    mutating func abbreviation() -> Bool {
        if take("<") {
            guard let end = letters.firstIndex(of: UInt8(ascii: ">")) else { return false }
            let isNamed = end > letters.startIndex
            letters = letters[(end + 1)...]
            return isNamed
        }
        let name = letters.prefix { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
        letters = letters.dropFirst(name.count)
        return name.count >= 3
    }

    mutating func number(upTo limit: Int64) -> Int64? {
        let digits = letters.prefix { 0x30...0x39 ~= $0 }
        guard 1...3 ~= digits.count else { return nil }
        letters = letters.dropFirst(digits.count)
        let value = digits.reduce(0 as Int64) { $0 * 10 + Int64($1 - 0x30) }
        return value <= limit ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time(upTo hours: Int64) -> Int64? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard let hours = number(upTo: hours) else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] as [Int64] where take(":") {
            guard let part = number(upTo: 59) else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    mutating func change() -> PosixZone.Change? {
        guard let day = day() else { return nil }
        guard take("/") else { return PosixZone.Change(day: day, time: 2 * 3600) }
        // Version 3 of the files lets it be up to a week away.
        return time(upTo: 167).map { PosixZone.Change(day: day, time: $0) }
    }

    private mutating func day() -> PosixZone.Day? {
        if take("J") { return number(upTo: 365).flatMap { $0 > 0 ? .julian($0) : nil } }
        guard take("M") else { return number(upTo: 365).map { .ofYear($0) } }
        guard let month = number(upTo: 12), month > 0, take("."), let week = number(upTo: 5), week > 0, take("."),
            let day = number(upTo: 6)
        else { return nil }
        return .weekday(month: month, week: week, day: day)
    }
}
