/// How long a visitor waited for an answer.
public struct AnswerTime: Sendable, Equatable {
    public let askedAt, answeredAt: Timestamp

    public init(askedAt: Timestamp, answeredAt: Timestamp) {
        self.askedAt = askedAt
        self.answeredAt = answeredAt
    }
}

extension OpeningTimes {
    /// With fewer waits nothing is said: one slow answer would be all that is known.
    public static let fewestWaits = 5
    /// How many weeks are looked at.
    public static let weeksOfWaits = 4

    /// How long an answer usually takes to what is asked at this moment: the median of what was asked in the last weeks at
    /// this hour of the week; if that was too little, at this hour of any day; and if that was, at any time. Only what was
    /// asked while the team was there counts, and only the time in which it was. Nil if too little was asked.
    ///
    /// - Parameter waits: Reads those that began between two moments, the latest first, and no more than so many.
    public func usualAnswerTime(
        at now: Timestamp, waits: (_ from: Timestamp, _ to: Timestamp, _ limit: Int) throws -> [AnswerTime]
    ) rethrows -> Duration? {
        let (day, hour) = clock(at: now)
        let days = Self.weeksOfWaits * 7
        // So few of each that all of it is reckoned within a moment.
        for (step, most) in [(7, 100), (1, 25)] {
            var times: [Duration] = []
            for back in stride(from: 0, through: days, by: step) {
                // The clock may have been set since, so the hours beside it are looked at too.
                let middle = now.advanced(by: .seconds(-back * 86_400))
                let found = try waits(
                    middle.advanced(by: .seconds(-7200)), middle.advanced(by: .seconds(7200)), most * 4)
                let same = found.filter { wait in
                    let asked = clock(at: wait.askedAt)
                    return asked.hour == hour && (step == 1 || asked.day == day)
                }
                times += same.prefix(most).compactMap(workedWait)
            }
            if times.count >= Self.fewestWaits { return Self.median(times) }
        }
        let all = try waits(now.advanced(by: .seconds(-days * 86_400)), now, 500).compactMap(workedWait)
        return all.count >= Self.fewestWaits ? Self.median(all) : nil
    }

    /// Nil if it was asked while nobody was there.
    private func workedWait(_ wait: AnswerTime) -> Duration? {
        isOpen(at: wait.askedAt) ? workingTime(from: wait.askedAt, to: wait.answeredAt) : nil
    }

    /// The weekday and the hour that the team's clock shows.
    private func clock(at moment: Timestamp) -> (day: Int, hour: Int) {
        let (date, minutes) = zone.local(moment)
        return (date.weekday, minutes / 60)
    }

    /// Of an even number the longer of the two in the middle, so that less is promised.
    private static func median(_ times: [Duration]) -> Duration { times.sorted()[times.count / 2] }
}
