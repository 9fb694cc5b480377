import Glibc

/// A moment in UTC, to the millisecond.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The system's wall clock.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// `self` moved by `duration`; stops at the ends of the range instead of overflowing.
    public func advanced(by duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        let offset = seconds.multipliedReportingOverflow(by: 1000)
        let sum = milliseconds.addingReportingOverflow(offset.partialValue + attoseconds / 1_000_000_000_000_000)
        guard !offset.overflow, !sum.overflow else { return Timestamp(milliseconds: seconds < 0 ? .min : .max) }
        return Timestamp(milliseconds: sum.partialValue)
    }

    public func duration(to other: Timestamp) -> Duration {
        .milliseconds(other.milliseconds - milliseconds)
    }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// ISO 8601 with milliseconds, as in `2026-11-21T02:03:58.120Z`.
    public var description: String {
        let seconds = milliseconds.floorDivided(by: 1000)
        let days = seconds.floorDivided(by: 86_400)
        let date = CalendarDate(dayNumber: days)
        let time = seconds - days * 86_400
        var text = ""
        text.reserveCapacity(24)
        text.append(date.year, width: 4)
        text.append("-")
        text.append(date.month, width: 2)
        text.append("-")
        text.append(date.day, width: 2)
        text.append("T")
        text.append(time / 3600, width: 2)
        text.append(":")
        text.append(time / 60 % 60, width: 2)
        text.append(":")
        text.append(time % 60, width: 2)
        text.append(".")
        text.append(milliseconds - seconds * 1000, width: 3)
        text.append("Z")
        return text
    }
}

extension Int64 {
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension String {
    mutating func append(_ number: Int64, width: Int) {
        let digits = String(number)
        for _ in 0..<max(0, width - digits.utf8.count) { append("0") }
        append(digits)
    }
}
