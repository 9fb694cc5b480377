import Words

/// How long somebody waits, told so coarsely that what says it rarely changes.
struct WaitTime: Equatable {
    /// Rounded down; 0 is less than the first step.
    let minutes: Int
    /// When it will be another one.
    let changesAfter: Duration

    private static let steps: [Int64] = [5, 10, 15, 30, 60, 120, 240, 480, 960, 1440]

    init(_ duration: Duration) {
        let passed = max(0, duration.components.seconds / 60)
        let step: Int64
        let next: Int64
        if passed >= 2880 {
            step = passed / 1440 * 1440
            next = step + 1440
        } else {
            step = Self.steps.last { $0 <= passed } ?? 0
            next = Self.steps.first { $0 > passed } ?? 2880
        }
        minutes = Int(step)
        changesAfter = max(.zero, .seconds(next * 60) - duration)
    }

    func text(_ words: TeamWords) -> String {
        switch minutes {
        case 0: words.lessThanMinutes(Int(Self.steps[0]))
        case ..<60: words.minutes(minutes)
        case ..<1440: words.hours(minutes / 60)
        default: words.days(minutes / 1440)
        }
    }

    /// The same to the minute, for what is said once and stays: its two largest units.
    static func exactly(_ duration: Duration, _ words: TeamWords) -> String {
        let minutes = Int(max(1, duration.components.seconds / 60))
        let (days, hours) = (minutes / 1440, minutes / 60 % 24)
        let parts =
            days > 0
            ? [words.days(days), hours > 0 ? words.hours(hours) : nil]
            : [hours > 0 ? words.hours(hours) : nil, minutes % 60 > 0 ? words.minutes(minutes % 60) : nil]
        return parts.compactMap(\.self).joined(separator: " ")
    }
}
