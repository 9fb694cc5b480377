/// Working hours in a time zone: what they mean for moments.
///
/// Hours are what the clock on the team's wall shows. When it is set forward, what it skips is not worked; when it is set
/// back, what it shows twice is worked twice.
public struct OpeningTimes: Sendable, Equatable {
    public let hours: WorkingHours
    public let zone: ZoneRules

    public init(hours: WorkingHours, zone: ZoneRules) {
        self.hours = hours
        self.zone = zone
    }

    /// Time without a break in which the team answers.
    public struct Span: Sendable, Equatable {
        public let start: Timestamp
        /// The first moment that is not in it.
        public let end: Timestamp
    }

    /// How far it is looked ahead, in seconds: 10 years. A date that is farther off is no answer to “when”.
    static let farthest: Int64 = 10 * 366 * 86_400

    public func isOpen(at moment: Timestamp) -> Bool {
        var open = false
        walk(from: moment.seconds, to: moment.seconds + 1) { _, _ in
            open = true
            return false
        }
        return open
    }

    /// The span that the moment is in, or the next one; nil if there is none. One that has begun starts at `moment`.
    public func span(from moment: Timestamp) -> Span? {
        var found: (start: Int64, end: Int64)?
        walk(from: moment.seconds, to: moment.seconds + Self.farthest) { start, end in
            guard let span = found else {
                found = (start, end)
                return true
            }
            guard span.end == start else { return false }
            found = (span.start, end)
            // Who never closes would be followed to the end.
            return end - span.start < 14 * 86_400
        }
        return found.map { Span(start: max(moment, Timestamp(seconds: $0.start)), end: Timestamp(seconds: $0.end)) }
    }

    /// When the team is back after a moment at which it is away; nil if it is not, as far as is known. At a moment at which
    /// it is there, that moment.
    public func nextOpening(after moment: Timestamp) -> Timestamp? { span(from: moment)?.start }

    /// The spans that begin or go on between two moments, in their order, cut off at both.
    public func spans(from start: Timestamp, to end: Timestamp) -> [Span] {
        var spans: [Span] = []
        walk(from: start.seconds, to: end.seconds) { from, to in
            let span = Span(start: Timestamp(seconds: from), end: Timestamp(seconds: to))
            if let last = spans.last, last.end == span.start {
                spans[spans.count - 1] = Span(start: last.start, end: span.end)
            } else {
                spans.append(span)
            }
            return true
        }
        return spans
    }

    /// How much of the time between two moments is worked.
    public func workingTime(from start: Timestamp, to end: Timestamp) -> Duration {
        var sum: Int64 = 0
        let (first, last) = (start.milliseconds, end.milliseconds)
        walk(from: start.seconds, to: end.seconds + 1) { from, to in
            sum += max(0, min(to * 1000, last) - max(from * 1000, first))
            return true
        }
        return .milliseconds(sum)
    }

    /// The moment at which so much has been worked since `start`; nil if that never comes.
    public func moment(after work: Duration, from start: Timestamp) -> Timestamp? {
        var left = work.wholeMilliseconds
        guard left > 0 else { return start }
        var found: Timestamp?
        walk(from: start.seconds, to: start.seconds + Self.farthest) { from, to in
            let begin = max(from * 1000, start.milliseconds)
            let worked = max(0, to * 1000 - begin)
            if worked >= left {
                found = Timestamp(milliseconds: begin + left)
                return false
            }
            left -= worked
            return true
        }
        return found
    }

    /// The last moment since which so much has been worked until `end`; nil if so much never was.
    public func moment(before end: Timestamp, work: Duration) -> Timestamp? {
        guard work > .zero else { return end }
        let target = work.wholeMilliseconds
        // The span in which it lies is among the last ones; how far back is found by doubling.
        var days: Int64 = 2
        while days * 86_400 <= Self.farthest {
            let start = end.advanced(by: .seconds(-days * 86_400))
            var left = workingTime(from: start, to: end).wholeMilliseconds - target
            if left >= 0 {
                for span in spans(from: start, to: Timestamp(seconds: end.seconds + 1)) {
                    let begin = max(span.start, start)
                    let worked = min(span.end, end).milliseconds - begin.milliseconds
                    if worked > left { return Timestamp(milliseconds: begin.milliseconds + left) }
                    left -= worked
                }
            }
            days *= 2
        }
        return nil
    }

    /// Calls `body` with each piece of open time between two moments, in their order and in seconds since 1970, until it
    /// returns false. Pieces end at midnight and where the clock is set, so that neighbours may touch.
    private func walk(from start: Int64, to end: Int64, _ body: (Int64, Int64) -> Bool) {
        var moment = max(start, -ZoneRules.bound)
        let end = min(end, ZoneRules.bound)
        while moment < end {
            let period = zone.period(at: moment)
            let date = CalendarDate(dayNumber: (moment + period.offset).floorDivided(by: 86_400))
            guard let day = hours.nextDay(from: date) else { return }
            // The clock may be set meanwhile, and never by more than a day.
            if day.dayNumber > date.dayNumber + 2 {
                moment = max(moment, (day.dayNumber - 2) * 86_400 - period.offset)
                continue
            }
            let midnight = date.dayNumber * 86_400 - period.offset
            let stop = min(period.end, midnight + 86_400, end)
            for interval in hours.intervals(on: date) {
                let from = max(moment, midnight + Int64(interval.start) * 60)
                let to = min(stop, midnight + Int64(interval.end) * 60)
                if from < to, !body(from, to) { return }
            }
            moment = stop
        }
    }
}

extension Timestamp {
    init(seconds: Int64) { self.init(milliseconds: seconds * 1000) }

    /// Whole seconds since 1970, rounded down.
    var seconds: Int64 { milliseconds.floorDivided(by: 1000) }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds.multipliedReportingOverflow(by: 1000).overflow
            ? .max / 2 : seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
