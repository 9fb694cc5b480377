import Domain

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

/// The first post of a topic: who writes, from where. Plain text, so that nothing a visitor says can fail to parse.
struct VisitorCard {
    let ticket: TicketID
    let user: User
    let context: VisitorContext
    let openedAt: Timestamp
    /// The last messages, if the card opens a topic in place of one that was lost.
    var earlier: [Message] = []

    /// Telegram's limit for a topic's name. https://core.telegram.org/bots/api#createforumtopic
    private static let nameLimit = 128

    /// The topic's name: `#42 Anna`, or the page that an anonymous visitor writes from.
    ///
    /// - Parameter status: shown by a sign before it, where the topic's icon can't.
    func topicName(_ status: TicketStatus?) -> String {
        let who = user.name ?? user.email ?? context.pageTitle
        let name = (status.map { $0.sign + " " } ?? "") + (who.map { "#\(ticket) \($0)" } ?? "#\(ticket)")
        return split(name.filter { !$0.isNewline }, limit: Self.nameLimit).first ?? "#\(ticket)"
    }

    /// The ticket that ``topicName`` names.
    static func ticket(inTopicName name: String) -> TicketID? {
        let number = name.drop { $0 != "#" }.dropFirst().prefix { $0.isASCII && $0.isNumber }
        return Int64(number).map(TicketID.init(rawValue:))
    }

    /// Within the limit of one post, whatever a visitor's browser says of itself.
    var text: String { text(digestTitle: "The topic before this one is gone. The last messages were:") }

    func text(digestTitle: String) -> String {
        split((lines + digest(digestTitle)).joined(separator: "\n"), limit: Post.limit).first ?? "#\(ticket)"
    }

    /// Characters of each message that the digest shows.
    private static let digestWidth = 200

    private func digest(_ title: String) -> [String] {
        let earlier = earlier.filter { !$0.isDeleted }
        guard !earlier.isEmpty else { return [] }
        return ["", title]
            + earlier.map { message in
                let author = message.author == .user ? "Visitor" : message.authorName ?? "Support"
                let whole = message.preview
                let text = whole.count > Self.digestWidth ? whole.prefix(Self.digestWidth) + "…" : whole[...]
                return "[\(clockTime(message.createdAt))] \(author): \(text)"
            }
    }

    /// Who somebody is, and whether that is certain.
    static func identity(of user: User) -> [String] {
        let certainty = user.externalID == nil ? "anonymous" : user.isVerified ? "verified" : "not verified"
        let parts = [("E-mail", user.email), ("Member", user.memberID), ("Id", user.externalID)]
        return ["👤 \(user.name ?? "Visitor") (\(certainty))"]
            + parts.compactMap { label, value in value.map { "\(label): \($0)" } }
    }

    private var lines: [String] {
        var lines = Self.identity(of: user)
        func add(_ label: String, _ value: String?) {
            if let value { lines.append("\(label): \(value)") }
        }
        add("Page", context.pageTitle)
        add("Address", context.pageURL)
        add("Came from", context.referrer)
        add("Language", context.locale)
        add("Browser", context.userAgent)
        lines.append("Ticket #\(ticket), \(openedAt.description.prefix(16).replacing("T", with: " ")) UTC")
        lines.append("")
        lines.append("Answer in this topic: what you write is shown to the visitor.")
        return lines
    }
}
