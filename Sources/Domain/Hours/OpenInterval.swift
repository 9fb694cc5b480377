/// A part of a day in which the team answers, as a clock on its wall shows it.
public struct OpenInterval: Hashable, Sendable {
    /// Minutes since midnight.
    public let start: Int
    /// Minutes since midnight, after ``start``; 1440 is the end of the day.
    public let end: Int

    /// The minutes of a day.
    public static let dayEnd = 24 * 60

    /// - Parameters:
    ///   - from: As in `09:00`.
    ///   - to: As in `18:30`; `24:00` is the end of the day.
    /// - Throws: ``HoursFault/time`` and ``HoursFault/order``
    public init(from: String, to: String) throws(HoursFault) {
        guard let start = Self.minutes(from), start < Self.dayEnd, let end = Self.minutes(to) else { throw .time }
        guard start < end else { throw .order }
        (self.start, self.end) = (start, end)
    }

    init(start: Int, end: Int) { (self.start, self.end) = (start, end) }

    public var from: String { Self.text(start) }
    public var to: String { Self.text(end) }

    private static func minutes(_ text: String) -> Int? {
        let letters = Array(text.utf8)
        guard letters.count == 5, letters[2] == UInt8(ascii: ":") else { return nil }
        let digits = [0, 1, 3, 4].map { Int(letters[$0]) - 0x30 }
        guard digits.allSatisfy({ 0...9 ~= $0 }) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard minute < 60, hour * 60 + minute <= dayEnd else { return nil }
        return hour * 60 + minute
    }

    /// As in `09:05`, of minutes since midnight.
    public static func text(_ minutes: Int) -> String {
        var text = ""
        text.append(Int64(minutes / 60), width: 2)
        text.append(":")
        text.append(Int64(minutes % 60), width: 2)
        return text
    }
}
