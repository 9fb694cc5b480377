extension Timestamp {
    /// Reads what `description` wrote; nil for anything else, even for another spelling of the same moment.
    public init?(_ text: String) {
        let letters = Array(text.utf8)
        // After the year's digits, nine at most, follow 20 letters: -11-21T02:03:58.120Z
        guard 24...29 ~= letters.count else { return nil }
        let start = letters.count - 20
        func number(_ range: Range<Int>) -> Int64? {
            range.reduce(0 as Int64?) { sum, index in
                guard let sum, 0x30...0x39 ~= letters[index] else { return nil }
                return sum * 10 + Int64(letters[index] - 0x30)
            }
        }
        guard let year = number(0..<start), let month = number(start + 1..<start + 3),
            let day = number(start + 4..<start + 6), let hour = number(start + 7..<start + 9),
            let minute = number(start + 10..<start + 12), let second = number(start + 13..<start + 15),
            let millisecond = number(start + 16..<start + 19), 1...12 ~= month
        else { return nil }
        let days = CalendarDate.dayNumber(year: year, month: month, day: day)
        let (startOfDay, isTooFar) = days.multipliedReportingOverflow(by: 86_400_000)
        let time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
        let (sum, isBeyond) = startOfDay.addingReportingOverflow(time)
        guard !isTooFar, !isBeyond else { return nil }
        self.init(milliseconds: sum)
        // A thirteenth hour too many, a 30th of February or another separator are written in another way.
        guard description == text else { return nil }
    }
}
