import Domain
import Store
import Words

extension TicketStatus {
    /// The sign in the name of a topic whose status no icon shows.
    fileprivate var sign: String {
        switch self {
        case .open: "🟠"
        case .answered: "🟢"
        case .closed, .archived: "⚪️"
        }
    }
}

/// The first post of a topic: who writes, from where, and about what. What a visitor or their browser claims stands
/// on one line and in quotation marks, and is not bold like the program's own words. Only what the host site has
/// signed stands without quotation marks.
struct VisitorCard {
    let ticket: TicketID
    let user: User
    let context: VisitorContext
    let openedAt: Timestamp
    var subject: String?
    /// The last messages, if the card opens a topic in place of a lost one.
    var earlier: [Message] = []
    /// What the visitor has answered to the contact form.
    var answers: [ContactAnswer] = []
    /// What the host site says of them.
    var attributes: [UserAttribute] = []
    /// The last pages they walked through, the newest first.
    var pages: [VisitedPage] = []
    var words = TeamWords.english
    var contacts = Contacts.shown

    /// Telegram's limit for a topic's name. https://core.telegram.org/bots/api#createforumtopic
    private static let nameLimit = 128
    /// The most UTF-16 units of each part of the name, so that a long name leaves room for the subject.
    private static let namePart = 50
    /// The most UTF-16 units of a link that is shown. A link that is cut is of no use.
    private static let linkLimit = 500

    /// The topic's name: the visitor's name, or the page from which an anonymous visitor writes, and the subject, as
    /// in `#42 “Anna” – “Broken lamp”`.
    ///
    /// - Parameter status: Shown by a sign at the beginning, if the topic's icon can't show it.
    func topicName(_ status: TicketStatus?) -> String {
        let known = (user.name ?? user.email).flatMap { words.shown($0, Self.namePart, isSigned: user.isVerified) }
        let parts = [
            known ?? words.shown(context.pageTitle, Self.namePart), words.shown(subject, Self.namePart),
        ].compactMap { $0 }
        let number = (status.map { $0.sign + " " } ?? "") + "#\(ticket)"
        let name = parts.isEmpty ? number : number + " " + parts.joined(separator: " – ")
        return split(name, limit: Self.nameLimit).first ?? "#\(ticket)"
    }

    /// The ticket of a topic with a name that ``topicName`` has made.
    static func ticket(inTopicName name: String) -> TicketID? {
        let number = name.drop { $0 != "#" }.dropFirst().prefix { $0.isASCII && $0.isNumber }
        return Int64(number).map(TicketID.init(rawValue:))
    }

    /// The text, within the limit of one post, whatever a visitor's browser claims.
    var text: MarkedText { text(digestTitle: words.earlierTopic) }

    func text(digestTitle: String) -> MarkedText {
        var card = MarkedText()
        for (index, line) in (lines + digest(digestTitle)).enumerated() {
            if index > 0 { card.add("\n") }
            card.add(line)
        }
        return card.prefix(Post.limit)
    }

    /// The most UTF-16 units of each message in the digest.
    private static let digestWidth = 200

    private func digest(_ title: String) -> [MarkedText] {
        let earlier = earlier.filter { !$0.isDeleted }
        guard !earlier.isEmpty else { return [] }
        return [MarkedText(), MarkedText(ours: title)]
            + earlier.map { message in
                let author = message.author == .user ? words.visitor : message.authorName ?? words.support
                let text = contacts.told(message.preview.inOneLine).shortened(to: Self.digestWidth)
                return MarkedText(ours: "[\(clockTime(message.createdAt))] \(author): ", text)
            }
    }

    private var lines: [MarkedText] {
        // What an anonymous visitor answers is who they are already.
        let further = answers.filter { $0.value != user.name && $0.value != user.email }
        let said =
            words.identity(of: user) + words.parts(of: further) + [words.line(of: attributes)].compactMap(\.self)
        var lines = said.map(MarkedText.init(parts:))
        func add(_ label: String, _ value: String?, limit: Int = TeamWords.fieldLimit) {
            if let said = words.shown(value, limit) { lines.append(MarkedText(ours: label + ": ", said)) }
        }
        add(words.subject, subject)
        add(words.page, context.pageTitle)
        add(words.address, context.pageURL, limit: Self.linkLimit)
        add(words.cameFrom, context.referrer, limit: Self.linkLimit)
        if let line = words.line(of: pages) { lines.append(MarkedText(parts: line)) }
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
    init(
        of ticket: Ticket, _ reader: Reader, _ words: TeamWords, _ contacts: Contacts = .shown, earlier: [Message] = []
    ) throws {
        guard let user = try reader.user(ticket.user) else { throw DeskError.notFound }
        self.init(
            ticket: ticket.id, user: contacts.told(user),
            context: contacts.told(try reader.visitorContext(of: user.id) ?? VisitorContext()),
            openedAt: ticket.createdAt, subject: contacts.told(ticket.subject), earlier: earlier,
            answers: try reader.contactAnswers(of: user.id).map(contacts.told),
            attributes: try reader.attributes(of: user.id).map(contacts.told),
            pages: try reader.visitedPages(of: user.id).map(contacts.told), words: words, contacts: contacts)
    }
}
