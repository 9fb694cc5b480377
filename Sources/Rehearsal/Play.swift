@_spi(Channel) import Desk
import Domain
import Relay
import Store
import TelegramSimulator

/// A rehearsal under way: who speaks where, and what was written.
struct Play {
    let stage: Stage
    /// By ticket of the copy.
    private var speakers: [TicketID: Speaker] = [:]
    private var written: [Written] = []
    private var unanswered = 0

    private struct Speaker {
        let token: SessionToken
        var ticket: TicketID?
    }

    /// A line that was written, with the mark by which it is found again.
    struct Written: Sendable {
        let mark: String
        let ticket: TicketID
        let isAnswer: Bool
        let at: Timestamp
    }

    init(_ stage: Stage) { self.stage = stage }

    /// So much of a text is played. What matters is how long it is, so nobody's words are needed.
    private static let longest = 4000

    /// Lets a line be written by its visitor, or by staff in the conversation's topic once there is one.
    mutating func write(_ line: WrittenLine, number: Int) async throws {
        // Characters for private use, which mean nothing to anybody else.
        let mark = "\u{E000}\(number)\u{E001}"
        let text = try MessageText(mark + line.text.prefix(Self.longest).map { $0.isWhitespace ? $0 : "x" })
        var speaker: Speaker
        if let known = speakers[line.ticket] {
            speaker = known
        } else {
            speaker = Speaker(token: try await stage.desk.openSession(context: VisitorContext()).token)
        }
        let isAnswer = line.author == .agent
        if isAnswer {
            guard let ticket = speaker.ticket, let thread = try topic(of: ticket) else { return }
            _ = try stage.telegram.change { try $0.write(text.text, in: thread, by: .named("Olga")) }
        } else {
            speaker.ticket = try await stage.desk.post(Desk.UserMessage(text: text), by: speaker.token).ticket.id
        }
        speakers[line.ticket] = speaker
        guard let ticket = speaker.ticket else { return }
        written.append(Written(mark: mark, ticket: ticket, isAnswer: isAnswer, at: stage.clock.now()))
    }

    mutating func begin(_ outage: Outage) {
        unanswered += outage.unanswered
        stage.telegram.change { group in outage.faults.forEach { group.add($0) } }
        let stage = stage
        Task {
            try? await stage.clock.sleep(Outage.length)
            stage.telegram.change { $0.endFaults() }
        }
    }

    /// Waits until nothing waits any more, or nothing moves.
    func settle(_ progress: (Rehearsal.Progress) -> Void) async throws {
        var (fewest, since) = (Int.max, ContinuousClock.now)
        while true {
            let waiting = try waiting()
            progress(.waiting(waiting))
            guard waiting > 0 else { return }
            if waiting < fewest { (fewest, since) = (waiting, .now) }
            guard since.duration(to: .now) < Rehearsal.patience else { return }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// What is in the outbox or in the group, and has not reached the other side.
    private func waiting() throws -> Int {
        let counts = try stage.desk.store.read { try $0.deliveryCounts() }
        guard counts.waiting + counts.parked == 0 else { return counts.waiting + counts.parked }
        return try Set(written.filter(\.isAnswer).map(\.mark)).subtracting(answersHeard()).count
    }

    private func topic(of ticket: TicketID) throws -> Int? {
        try stage.desk.store.read { try $0.topic(of: ticket, in: stage.relay.group) }.map { Int($0.thread) }
    }

    /// The marks of answers that the desk has, each as often as it has it.
    private func answersHeard() throws -> [String] {
        try stage.desk.store.read { try $0.linesWritten(since: Timestamp(milliseconds: 0), limit: .max) }
            .filter { $0.author == .agent }.flatMap { Outcome.marks(in: $0.text) }
    }

    func outcome() async throws -> Outcome {
        let group = stage.telegram.group
        let threads = Dictionary(
            try Set(written.map(\.ticket)).compactMap { ticket in try topic(of: ticket).map { (ticket, $0) } },
            uniquingKeysWith: { $1 })
        let posts = [nil] + group.topics.keys.map(Optional.some)
        var outcome = Outcome(
            written: written, heard: try answersHeard(), threads: threads,
            posts: posts.flatMap { group.messages(in: $0) }.filter { !$0.isService },
            refused: group.rate().refused)
        outcome.unanswered = unanswered
        return outcome
    }
}
