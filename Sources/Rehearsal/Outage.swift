import TelegramSimulator

/// What goes wrong with Telegram for a while.
enum Outage: CaseIterable {
    /// A proxy on the way answers with a page.
    case badGateway
    /// Connections are closed, and the call had no effect.
    case unreachable
    /// Connections are closed, and nobody can tell that the call had its effect.
    case lostAnswers
    /// Telegram asks to wait.
    case tooMany

    /// How many answers get lost.
    var unanswered: Int { self == .lostAnswers ? 5 : 0 }

    /// How long it lasts, in the time of the rehearsal.
    static let length = Duration.seconds(600)

    var faults: [Fault] {
        switch self {
        case .badGateway: [Fault(.page(status: 502), count: .max)]
        case .unreachable: [Fault(.dropBefore, count: .max)]
        // If every answer were lost, nobody would ever know that the group takes posts.
        case .lostAnswers: [Fault(.dropAfter, method: "sendMessage", count: unanswered)]
        case .tooMany: [Fault(.tooManyRequests(retryAfter: 30), count: .max)]
        }
    }
}
