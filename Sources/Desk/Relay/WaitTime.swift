/// How long somebody waits, told so coarsely that what says it rarely changes.
struct WaitTime: Equatable {
    let text: String
    /// When the text will be another one.
    let changesAfter: Duration

    private static let steps: [(minutes: Int64, text: String)] = [
        (5, "5 min"), (10, "10 min"), (15, "15 min"), (30, "30 min"), (60, "1 h"), (120, "2 h"), (240, "4 h"),
        (480, "8 h"), (960, "16 h"), (1440, "1 day"),
    ]

    init(_ duration: Duration) {
        let minutes = max(0, duration.components.seconds / 60)
        let next: Int64
        if minutes >= 2880 {
            text = "\(minutes / 1440) days"
            next = (minutes / 1440 + 1) * 1440
        } else {
            text = Self.steps.last { $0.minutes <= minutes }?.text ?? "less than 5 min"
            next = Self.steps.first { $0.minutes > minutes }?.minutes ?? 2880
        }
        changesAfter = max(.zero, .seconds(next * 60) - duration)
    }
}
