/// The clock of a place: how far it is ahead of UTC, and when it is set.
public struct ZoneRules: Sendable, Equatable {
    /// Time in which the clock is not set.
    public struct Period: Sendable, Equatable {
        /// Seconds ahead of UTC.
        public let offset: Int64
        /// When the clock is set next, in seconds since 1970; the largest number if never.
        public let end: Int64
    }

    /// The clock is set at `start`, in seconds since 1970.
    struct Transition: Sendable, Equatable {
        let start: Int64
        let offset: Int64
    }

    /// As in `Europe/Moscow`.
    public let name: String
    private let first: Int64
    private let transitions: [Transition]
    /// What holds after the last transition; nil if its offset stays.
    private let later: PosixZone?

    /// - Parameters:
    ///   - first: The offset before all transitions.
    ///   - transitions: In their order.
    init(name: String, first: Int64, transitions: [Transition], later: PosixZone?) {
        self.name = name
        self.first = first
        self.transitions = transitions
        self.later = later
    }

    /// The day that the clock shows, and the minutes since its midnight.
    public func local(_ moment: Timestamp) -> (date: CalendarDate, minutes: Int) {
        let seconds = min(max(moment.seconds, -Self.bound), Self.bound)
        let local = seconds + period(at: seconds).offset
        let day = local.floorDivided(by: 86_400)
        return (CalendarDate(dayNumber: day), Int(local - day * 86_400) / 60)
    }

    /// Seconds from 1970 to either end of what is reckoned with: some 10,000 years, so that no sum overflows.
    static let bound: Int64 = 10_000 * 366 * 86_400

    /// - Parameter moment: Seconds since 1970.
    public func period(at moment: Int64) -> Period {
        // The number of transitions that have been.
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].start <= moment { low = middle + 1 } else { high = middle }
        }
        if low < transitions.count {
            return Period(
                offset: low == 0 ? first : transitions[low - 1].offset, end: transitions[low].start)
        }
        return later?.period(at: moment) ?? Period(offset: transitions.last?.offset ?? first, end: .max)
    }
}
