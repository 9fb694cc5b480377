@_spi(Channel) import Desk
import Domain
import Store
import Telegram
import Words

/// What the post in General says: who waits for the staff, for how long, and who has taken the
/// conversation; and how far Telegram is behind.
struct WaitingBoard: Equatable {
    /// The most conversations listed. With more, nobody would read the post.
    static let rows = 20
    /// Deliveries that have waited for less are not worth a mention.
    static let leastLag = Duration.seconds(60)
    /// The most characters of a name that are shown.
    private static let nameWidth = 40

    /// A conversation that waits.
    struct Row: Equatable {
        let name: String
        let waits: Duration
        let agent: String?
        let thread: Int64?
    }

    private(set) var text: String
    private(set) var entities: [MessageEntity] = []
    let isAnyoneWaiting: Bool
    /// How long until its text changes by itself.
    let changesAfter: Duration?

    /// - Parameters:
    ///   - rows: Those that have waited longest, in that order.
    ///   - count: How many conversations wait in all.
    ///   - lag: The deliveries that Telegram has not taken, and how long the oldest has waited.
    ///   - until: How long it takes until somebody has waited for so much more; nil if that never comes.
    init(
        rows: [Row], count: Int, lag: (lines: Int, oldest: Duration)?, group: Int64, words: TeamWords = .english,
        until: (Duration) -> Duration? = { $0 }
    ) {
        isAnyoneWaiting = count > 0
        text = count == 0 ? words.allAnswered : words.waiting(count)
        var changes: [Duration] = []
        for row in rows.prefix(Self.rows) {
            text += "\n• "
            let name = row.name.shortened(to: Self.nameWidth)
            if let url = row.thread.flatMap({ Self.link(to: $0, in: group) }) {
                entities.append(
                    MessageEntity(.textLink, offset: text.utf16.count, length: name.utf16.count, url: url))
            }
            let time = WaitTime(row.waits)
            if let change = until(time.changesAfter) { changes.append(change) }
            text += name + " – " + time.text(words) + (row.agent.map { " – " + $0.shortened(to: Self.nameWidth) } ?? "")
        }
        if count > min(rows.count, Self.rows) { text += "\n" + words.more(count - min(rows.count, Self.rows)) }
        if let lag, lag.oldest >= Self.leastLag {
            let time = WaitTime(lag.oldest)
            changes.append(time.changesAfter)
            text += "\n" + words.lag(lag.lines, time.text(words))
        }
        changesAfter = changes.min()
    }

    /// The link that opens the topic in Telegram's clients; nil if a group of this kind has none.
    /// https://core.telegram.org/api/links#private-message-links
    static func link(to thread: Int64, in group: Int64) -> String? {
        let (channel, isTooFar) = Int64(-1_000_000_000_000).subtractingReportingOverflow(group)
        guard !isTooFar, channel > 0 else { return nil }
        return "https://t.me/c/\(channel)/\(thread)"
    }
}

extension WaitingBoard {
    init(_ reader: Reader, group: Int64, words: TeamWords, contacts: Contacts = .shown, clock: WaitClock) throws {
        let (longest, count) = try reader.waitingTickets(in: group, limit: Self.rows)
        let rows = try longest.map { waiting in
            let card = try VisitorCard(of: reader.existing(waiting.ticket), reader, words, contacts)
            return Row(
                name: card.topicName(nil), waits: clock.wait(since: waiting.since), agent: waiting.agent,
                thread: waiting.thread)
        }
        let deliveries = try reader.deliveryCounts()
        self.init(
            rows: rows, count: count,
            lag: deliveries.oldest.map { (deliveries.waiting, $0.duration(to: clock.now)) }, group: group, words: words,
            until: clock.time(until:))
    }
}
