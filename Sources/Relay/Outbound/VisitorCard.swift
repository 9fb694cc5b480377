import Domain
import Store
import Words

extension TicketStatus {
    /// In the name of a topic that has no icon for it.
    fileprivate var sign: String {
        switch self {
        case .open: "🟠"
        case .answered: "🟢"
        case .closed, .archived: "⚪️"
        }
    }
}

/// The first post of a topic: who writes, from where, and about what. Whatever a visitor or their browser says of them
/// stands in one line, in quotation marks, and not in bold as the program's own words do; only what the host site has
/// signed stands without them.
struct VisitorCard {
    let ticket: TicketID
    let user: User
    let context: VisitorContext
    let openedAt: Timestamp
    var subject: String?
    /// The last messages, if the card opens a topic in place of one that was lost.
    var earlier: [Message] = []
    var words = TeamWords.english

    /// Telegram's limit for a topic's name. https://core.telegram.org/bots/api#createforumtopic
    private static let nameLimit = 128
    /// UTF-16 units of each part of it, so that a long name leaves room for the subject.
    private static let namePart = 50
    /// UTF-16 units of a link that are shown: one that is cut is of no use.
    private static let linkLimit = 500

    /// The topic's name: who, or the page that an anonymous visitor writes from, and the subject, as in
    /// `#42 “Anna” – “Broken lamp”`.
    ///
    /// - Parameter status: shown by a sign before it, where the topic's icon can't.
    func topicName(_ status: TicketStatus?) -> String {
        let known = (user.name ?? user.email).flatMap { words.shown($0, Self.namePart, isSigned: user.isVerified) }
        let parts = [
            known ?? words.shown(context.pageTitle, Self.namePart), words.shown(subject, Self.namePart),
        ].compactMap { $0 }
        let number = (status.map { $0.sign + " " } ?? "") + "#\(ticket)"
        let name = parts.isEmpty ? number : number + " " + parts.joined(separator: " – ")
        return split(name, limit: Self.nameLimit).first ?? "#\(ticket)"
    }

    /// The ticket that ``topicName`` names.
    static func ticket(inTopicName name: String) -> TicketID? {
        let number = name.drop { $0 != "#" }.dropFirst().prefix { $0.isASCII && $0.isNumber }
        return Int64(number).map(TicketID.init(rawValue:))
    }

    /// Within the limit of one post, whatever a visitor's browser says of itself.
    var text: MarkedText { text(digestTitle: words.earlierTopic) }

    func text(digestTitle: String) -> MarkedText {
        var card = MarkedText()
        for (index, line) in (lines + digest(digestTitle)).enumerated() {
            if index > 0 { card.add("\n") }
            card.add(line)
        }
        return card.prefix(Post.limit)
    }

    /// UTF-16 units of each message that the digest shows.
    private static let digestWidth = 200

    private func digest(_ title: String) -> [MarkedText] {
        let earlier = earlier.filter { !$0.isDeleted }
        guard !earlier.isEmpty else { return [] }
        return [MarkedText(), MarkedText(ours: title)]
            + earlier.map { message in
                let author = message.author == .user ? words.visitor : message.authorName ?? words.support
                let text = message.preview.inOneLine.shortened(to: Self.digestWidth)
                return MarkedText(ours: "[\(clockTime(message.createdAt))] \(author): ", text)
            }
    }

    private var lines: [MarkedText] {
        var lines = words.identity(of: user).map(MarkedText.init(parts:))
        func add(_ label: String, _ value: String?, limit: Int = TeamWords.fieldLimit) {
            if let said = words.shown(value, limit) { lines.append(MarkedText(ours: label + ": ", said)) }
        }
        add(words.subject, subject)
        add(words.page, context.pageTitle)
        add(words.address, context.pageURL, limit: Self.linkLimit)
        add(words.cameFrom, context.referrer, limit: Self.linkLimit)
        add(words.language, context.locale)
        add(words.browser, context.userAgent)
        let opened = openedAt.description.prefix(16).replacing("T", with: " ")
        return lines + [
            MarkedText(ours: words.ticket(ticket, String(opened))), MarkedText(), MarkedText(words.answerHere),
        ]
    }
}

extension MarkedText {
    fileprivate init(ours label: String, _ value: String = "") {
        add(ours: label)
        add(value)
    }

    fileprivate init(_ plain: String) { add(plain) }

    fileprivate init(parts: [TeamWords.Part]) {
        for part in parts { part.isOurs ? add(ours: part.text) : add(part.text) }
    }
}

extension VisitorCard {
    init(of ticket: Ticket, _ reader: Reader, _ words: TeamWords, earlier: [Message] = []) throws {
        guard let user = try reader.user(ticket.user) else { throw DeskError.notFound }
        self.init(
            ticket: ticket.id, user: user,
            context: try reader.visitorContext(of: user.id) ?? VisitorContext(), openedAt: ticket.createdAt,
            subject: ticket.subject, earlier: earlier, words: words)
    }
}
