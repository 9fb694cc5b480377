public import Domain

/// A conversation as a page that people read, save and print. It comes in parts, in the order of the messages, so that
/// nobody has to hold all of a long one.
public struct Transcript: Sendable {
    /// Who reads it.
    public enum Reader: Sendable {
        /// The user whose ticket it is.
        case visitor
        case staff
    }

    /// How a page shows a file.
    public enum File: Sendable, Equatable {
        /// At this address, relative to the page.
        case path(String)
        /// Within the page, if it is a picture.
        case embedded
        /// By its name only.
        case named
    }

    /// A part of the page.
    public enum Part: Sendable, Equatable {
        case html(String)
        /// The content of this file as ``base64(_:)``.
        case content(Attachment)
    }

    let language: TranscriptLanguage
    let reader: Reader
    /// Minutes east of UTC.
    let offset: Int
    /// The day that the last message was written on.
    var day = ""
    var words: TranscriptWords { language.words }

    /// Minutes east of UTC that some place has.
    public static let offsets = -12 * 60...14 * 60

    public init(_ language: TranscriptLanguage, for reader: Reader, offset: Int = 0) {
        self.language = language
        self.reader = reader
        self.offset = Self.offsets.contains(offset) ? offset : 0
    }

    /// From the page's beginning to the first message.
    public func head(of ticket: Ticket, user: User?) -> String {
        let title = name(of: ticket)
        var lines = [words.statuses[ticket.status] ?? "", date(of: ticket.createdAt)]
        if reader == .staff {
            lines.insert(contentsOf: [user?.name ?? words.visitor, user?.email].compactMap { $0 }, at: 0)
        }
        if let rating = ticket.rating { lines.append(words.rating(rating.stars)) }
        let comment = ticket.rating?.comment.map { "<p class=\"text\" dir=\"auto\">\(escaped($0))</p>\n" } ?? ""
        return TranscriptStyle.head(title, language) + """
            <body>
            <header>
            <h1 dir="auto">\(escaped(title))</h1>
            <p>\(joined(lines))</p>
            \(comment)<p>\(words.zone(zone))</p>
            </header>
            <main>

            """
    }

    /// After the last message.
    ///
    /// - Parameter isCut: Whether messages are missing, because the page has become too long.
    public func end(isCut: Bool = false) -> String {
        let hint = isCut ? words.cut : day.isEmpty ? words.nothing : nil
        return (hint.map { "<p class=\"hint\">\($0)</p>\n" } ?? "") + "</main>\n</body>\n</html>\n"
    }

    /// - Parameter file: How each of its files is shown.
    public mutating func parts(of message: Message, file: (Attachment) throws -> File) rethrows -> [Part] {
        var html = newDay(message.createdAt)
        html += "<article class=\"\(message.author.rawValue)\" id=\"m\(message.id)\">\n"
        html += who(author(of: message), message.createdAt, isEdited: message.editedAt != nil && !message.isDeleted)
        if let original = message.replyTo {
            html += "<p class=\"hint\"><a href=\"#m\(original)\">\(words.reply)</a></p>\n"
        }
        if message.isDeleted {
            html += "<p class=\"hint\">\(words.deleted)</p>\n"
        } else if !message.text.isEmpty {
            html += "<div class=\"text\" dir=\"auto\">\(formatted(message.text, message.spans))</div>\n"
        }
        var parts = [Part.html(html)]
        for attachment in message.attachments { parts += self.parts(of: attachment, try file(attachment)) }
        if !message.reactions.isEmpty {
            let signs = message.reactions.map { $0.count > 1 ? "\($0.emoji) \($0.count)" : $0.emoji }
            parts.append(.html("<p class=\"hint\">\(escaped(signs.joined(separator: " ")))</p>\n"))
        }
        return parts + [.html("</article>\n")]
    }

    /// For staff only.
    public mutating func html(of note: Note) -> String {
        newDay(note.createdAt) + "<article class=\"note\" id=\"m\(note.id)\">\n"
            + who(words.note(note.authorName ?? words.support), note.createdAt, isEdited: false)
            + "<div class=\"text\" dir=\"auto\">\(escaped(note.text))</div>\n</article>\n"
    }

    /// What a ticket is called.
    func name(of ticket: Ticket) -> String {
        ticket.subject ?? (reader == .staff ? words.ticket(ticket.id) : words.chat)
    }

    private func author(of message: Message) -> String {
        switch message.author {
        case .user: reader == .visitor ? words.you : message.authorName ?? words.visitor
        case .bot: words.automatic
        case .agent, .system: message.authorName ?? words.support
        }
    }

    private func who(_ name: String, _ time: Timestamp, isEdited: Bool) -> String {
        "<p class=\"who\"><b><bdi>\(escaped(name))</bdi></b> <time datetime=\"\(time)\">\(clock(time))</time>"
            + (isEdited ? " · \(words.edited)" : "") + "</p>\n"
    }

    private mutating func newDay(_ time: Timestamp) -> String {
        let date = date(of: time)
        guard date != day else { return "" }
        day = date
        return "<h2>\(date)</h2>\n"
    }
}
