import Domain
import TelegramSimulator
import Words

/// What arrived of a rehearsal, and when.
public struct Outcome: Sendable, Equatable {
    /// Lines of visitors, and answers of staff in topics.
    public var questions = 0
    public var answers = 0
    /// Messages that the bot posted, and calls that the group refused because of its limit.
    public var posts = 0
    public var refused = 0
    /// Posts whose answer was lost, at most. Nobody can tell that Telegram took them, so each may be made once more.
    public var unanswered = 0
    /// Posts with a line that an earlier post shows, and answers that arrived twice.
    public var doubled = 0
    /// Lines that arrived nowhere, and that stand in another topic.
    public var lost = 0
    public var misplaced = 0
    /// Lines that stand after a later one of their conversation.
    public var disordered = 0
    /// Lines that stand in the panel only: the topic is told their number.
    public var inPanelOnly = 0
    /// How long a line waited until the topic showed it, in the time of the rehearsal.
    public var median = Duration.zero
    public var ninetieth = Duration.zero
    public var longest = Duration.zero

    /// Whether each line arrived in its place and in order, and none twice without need.
    public var isWhole: Bool { lost == 0 && doubled <= unanswered && misplaced == 0 && disordered == 0 }
}

extension Outcome {
    /// The marks in a text, in order.
    static func marks(in text: String) -> [String] {
        text.matches(of: /\u{E000}\d+\u{E001}/).map { String($0.output) }
    }

    /// - Parameters:
    ///   - heard: the marks of answers that the desk has.
    ///   - threads: the topic of each ticket.
    ///   - posts: all messages of the group.
    init(
        written: [Play.Written], heard: [String], threads: [TicketID: Int], posts: [GroupMessage], refused: Int
    ) {
        self.refused = refused
        let posted = posts.filter(\.isFromTheBot)
        self.posts = posted.count
        let shown = Dictionary(
            grouping: posted.flatMap { post in
                Self.marks(in: post.text ?? "").map { (mark: $0, post: post) }
            }, by: \.mark)
        inPanelOnly = posted.reduce(0) { $0 + Self.numberLeftOut(in: $1.text ?? "") }
        let answered = Dictionary(grouping: heard) { $0 }
        var waits: [Duration] = []
        // A post may show several lines, and be made again as a whole.
        var repeats: Set<Int> = []
        var newest: [TicketID: Int] = [:]
        for line in written {
            if line.isAnswer {
                answers += 1
                let times = answered[line.mark]?.count ?? 0
                if times == 0 { lost += 1 }
                if times > 1 { doubled += 1 }
                continue
            }
            questions += 1
            let places = shown[line.mark] ?? []
            repeats.formUnion(places.dropFirst().map(\.post.id))
            guard let place = places.first?.post else {
                lost += 1
                continue
            }
            if place.threadID != threads[line.ticket] { misplaced += 1 }
            if place.id < newest[line.ticket] ?? 0 { disordered += 1 }
            newest[line.ticket] = max(place.id, newest[line.ticket] ?? 0)
            waits.append(line.at.duration(to: Timestamp(milliseconds: Int64(place.date) * 1000)))
        }
        doubled += repeats.count
        lost -= inPanelOnly
        waits.sort()
        // Telegram's times are whole seconds, rounded down.
        func wait(_ share: Double) -> Duration {
            waits.isEmpty ? .zero : max(.zero, waits[Int(Double(waits.count - 1) * share)])
        }
        (median, ninetieth, longest) = (wait(0.5), wait(0.9), wait(1))
    }

    /// How many lines the post says stand in the panel only.
    private static func numberLeftOut(in text: String) -> Int {
        text.split(separator: "\n").reduce(0) { sum, line in
            guard let number = line.firstMatch(of: /\d+/).flatMap({ Int($0.output) }),
                line.hasSuffix(TeamLanguage.english.words.moreInPanel(number))
            else { return sum }
            return sum + number
        }
    }
}

extension GroupMessage {
    fileprivate var isFromTheBot: Bool {
        if case .member(let person) = from { person.isBot } else { false }
    }
}
