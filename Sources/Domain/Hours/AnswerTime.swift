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
    /// - Parameter waits: Those of the last weeks, in any order.
    public func usualAnswerTime(at now: Timestamp, from waits: [AnswerTime]) -> Duration? {
        let (day, hour) = clock(at: now)
        var (sameHour, sameTime, all): ([Duration], [Duration], [Duration]) = ([], [], [])
        for wait in waits where isOpen(at: wait.askedAt) {
            let time = workingTime(from: wait.askedAt, to: wait.answeredAt)
            let asked = clock(at: wait.askedAt)
            all.append(time)
            guard asked.hour == hour else { continue }
            sameTime.append(time)
            if asked.day == day { sameHour.append(time) }
        }
        return [sameHour, sameTime, all].first { $0.count >= Self.fewestWaits }.map(Self.median)
    }

    /// The weekday and the hour that the team's clock shows.
    private func clock(at moment: Timestamp) -> (day: Int, hour: Int) {
        let (date, minutes) = zone.local(moment)
        return (date.weekday, minutes / 60)
    }

    /// Of an even number the longer of the two in the middle, so that less is promised.
    private static func median(_ times: [Duration]) -> Duration { times.sorted()[times.count / 2] }
}
