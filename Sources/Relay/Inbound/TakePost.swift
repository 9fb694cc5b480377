@_spi(Channel) import Desk
import Domain
import Store
import Words

extension Transaction {
    /// Sends what a member of staff wrote to the visitor, or carries out the command in it.
    ///
    /// - Parameter isTakenBack: Whether its author has deleted it already.
    func take(_ post: StaffPost, isTakenBack: Bool = false, _ context: InboundContext) throws {
        // A topic without a ticket is the staff's own business.
        guard let ticket = try read.ticket(ofTopicEver: post.thread, in: context.group) else { return }
        var post = post
        for index in post.parts.indices {
            guard let edit = try takeEarlyEdit(of: post.parts[index].post, in: context.group) else { continue }
            post.parts[index].text = StyledText(text: edit.text, spans: edit.spans)
            post.parts[index].typed = edit.text
        }
        if let album = post.album, let fate = try read.fate(ofAlbum: album, in: context.group) {
            guard case .shown(let message, let ticket) = fate else {
                return try withhold(late: post, ticket: ticket, context)
            }
            return try add(post, to: message, in: ticket, context)
        }
        if isTakenBack { return try withhold(post, ticket: ticket, context) }
        guard let command = post.command(bot: context.bot) else {
            if try continuesNote(post, in: ticket, context) {
                try withhold(post, ticket: ticket, context)
                try run(.note(post.parts.map(\.typed).joined(separator: "\n")), in: ticket, as: post, context)
                return try enqueueNotice(context.words.noteGoesOn, ticket: ticket)
            }
            try tell(ofKindsUnknownIn: post, ticket: ticket, context)
            let isUnknown = post.kindsUnknown.count == post.parts.count
            return try isUnknown
                ? withhold(post, ticket: ticket, context) : answer(post, in: ticket, context)
        }
        try withhold(post, ticket: ticket, context)
        try run(command, in: ticket, as: post, context)
    }

    /// Notes that visitors see a post in this message. What the post said before is forgotten,
    /// because it may be edited back to that.
    private func show(_ post: StaffPost, in message: MessageID, ticket: TicketID, _ context: InboundContext) throws {
        for part in post.parts {
            try recordPost(part.post, in: context.group, of: message, ticket: ticket)
            try forgetUnsent(ofPost: part.post, in: context.group)
        }
    }

    /// Tells the staff which parts the visitor will not see: of each kind once, and of each that has words.
    func tell(ofKindsUnknownIn post: StaffPost, ticket: TicketID, _ context: InboundContext) throws {
        let hasWords = post.parts.contains { !$0.typed.isEmpty }
        for kind in Set(post.kindsUnknown).sorted() {
            guard try isFirstPlaceholder(of: kind, ticket: ticket) || hasWords else { continue }
            try enqueueNotice(context.words.unknownKind(kind), ticket: ticket)
        }
    }

    /// Telegram's apps divide what is too long for one message into several, which follow within a second: those behind a
    /// note belong to it.
    private func continuesNote(_ post: StaffPost, in ticket: TicketID, _ context: InboundContext) throws -> Bool {
        guard let first = post.parts.first, !first.typed.isEmpty else { return false }
        let sentAt = sentAt(post, context)
        let divided = try read.unsentPosts(before: first.post, in: context.group, limit: Self.postsBetween).filter {
            $0.text.utf16.count >= Self.dividedLength
                && (.zero...Self.dividedPause).contains($0.createdAt.duration(to: sentAt))
        }
        guard !divided.isEmpty, let note = try read.notes(of: ticket, limit: 1).first else { return false }
        return try divided.contains { $0.text.contains(note.text) }
            && note.agent == author(post.writer, now: context.now).0
    }

    /// The fewest UTF-16 units of a message that an app has divided: it looks for the end of a word or a line before the
    /// limit of 4,096.
    private static let dividedLength = 3500
    private static let dividedPause = Duration.seconds(3)
    /// Posts that others may have written in between.
    private static let postsBetween = 10

    private func sentAt(_ post: StaffPost, _ context: InboundContext) -> Timestamp {
        post.sentAt > 0 ? Timestamp(milliseconds: post.sentAt * 1000) : context.now
    }

    /// Notes that no visitor sees a post.
    private func withhold(_ post: StaffPost, ticket: TicketID, _ context: InboundContext) throws {
        if let album = post.album {
            try setFate(ofAlbum: album, in: context.group, ticket: ticket, message: nil, now: context.now)
        }
        for part in post.parts {
            try recordUnsent(
                part.typed, ofPost: part.post, in: context.group, ticket: ticket, now: sentAt(post, context))
        }
    }

    /// Notes that no visitor sees an album, unless it has been shown already.
    func withhold(_ album: String, in thread: Int64, _ context: InboundContext) throws {
        guard let ticket = try read.ticket(ofTopicEver: thread, in: context.group),
            try read.fate(ofAlbum: album, in: context.group) == nil
        else { return }
        try setFate(ofAlbum: album, in: context.group, ticket: ticket, message: nil, now: context.now)
    }

    /// Handles parts that arrive after their album was withheld from the visitor. Their words are for colleagues too.
    private func withhold(late post: StaffPost, ticket: TicketID, _ context: InboundContext) throws {
        try withhold(post, ticket: ticket, context)
        if let command = post.command(bot: context.bot) {
            try run(command, in: ticket, as: post, context)
        } else if let text = post.parts.map(\.typed).first(where: { !$0.isEmpty }) {
            try run(.note(text), in: ticket, as: post, context)
        }
    }

    private func answer(_ post: StaffPost, in ticket: TicketID, _ context: InboundContext) throws {
        let texts = StyledText(joining: post.parts.map(\.text)).messages
        guard !texts.isEmpty || post.files > 0 else {
            try withhold(post, ticket: ticket, context)
            return try enqueueNotice(context.words.blank, ticket: ticket)
        }
        let (agent, name) = try author(post.writer, now: context.now)
        let target = try post.replyTo.flatMap { try read.message(ofPost: $0, in: context.group) }
        let user = try read.existing(ticket).user
        var first = MessageDraft(
            author: .agent, text: try texts.first?.text ?? MessageText("", mayBeBlank: true), authorName: name,
            agent: agent, replyTo: target?.ticket == ticket ? target?.message : nil, spans: texts.first?.spans ?? [])
        let files = post.parts.filter { $0.file != nil }
        for part in files {
            guard let file = part.file else { continue }
            first.attachments.append(
                try announce(file, of: part.post, album: post.album, user: user, now: context.now))
        }
        let message = try self.post(first, ticket: ticket, now: context.now).message.id
        try show(post, in: message, ticket: ticket, context)
        if let album = post.album {
            try setFate(ofAlbum: album, in: context.group, ticket: ticket, message: message, now: context.now)
            for part in post.parts { try setCaption(of: part, in: message, ticket: ticket) }
        }
        for rest in texts.dropFirst() {
            let draft = MessageDraft(
                author: .agent, text: rest.text, authorName: name, agent: agent, spans: rest.spans)
            let piece = try self.post(draft, ticket: ticket, now: context.now).message.id
            for part in post.parts { try recordPost(part.post, in: context.group, of: piece, ticket: ticket) }
        }
        for (part, id) in zip(files, first.attachments) {
            if let file = part.file { try complain(of: file, id, ticket: ticket, context) }
        }
        if let kind = post.kindUnseen, try isFirstPlaceholder(of: kind, ticket: ticket) {
            let text = post.parts[0].text.text
            try enqueueNotice(context.words.notVisible(kind.replacing("_", with: " "), text), ticket: ticket)
        }
        if post.hasRichFiles { try enqueueNotice(context.words.filesOfRichText, ticket: ticket) }
    }

    /// Adds another part of an album that the visitor sees as one message.
    private func add(
        _ post: StaffPost, to id: MessageID, in ticket: TicketID, _ context: InboundContext
    ) throws {
        guard let message = try read.message(id, in: ticket) else { return }
        let user = try read.existing(ticket).user
        try show(post, in: id, ticket: ticket, context)
        if message.isDeleted {
            for part in post.parts {
                try recordUnsent(
                    part.typed, ofPost: part.post, in: context.group, ticket: ticket, now: context.now)
            }
            return
        }
        if let command = post.command(bot: context.bot) {
            try takeBack(message, user: user, context)
            try withhold(post, ticket: ticket, context)
            try enqueueNotice(context.words.albumTakenBack, ticket: ticket)
            return try run(command, in: ticket, as: post, context)
        }
        try tell(ofKindsUnknownIn: post, ticket: ticket, context)
        for part in post.parts {
            guard let file = part.file else { continue }
            let new = try add(
                file, of: part.post, album: post.album, to: id, in: ticket, user: user, now: context.now)
            try setCaption(of: part, in: id, ticket: ticket)
            try complain(of: file, new, ticket: ticket, context)
        }
        try showCaptions(of: message, user: user, context)
    }

    /// Stores the caption of a file in an album.
    func setCaption(of part: StaffPost.Part, in message: MessageID, ticket: TicketID) throws {
        let caption = part.text.trimmed
        try setCaption(caption.text, caption.spans, of: part.post, in: message, ticket: ticket)
    }

    /// Gives the message of an album the text that its captions make, if they are known.
    func showCaptions(of message: Message, user: UserID, _ context: InboundContext) throws {
        guard let captions = try read.captions(of: message.id, in: message.ticket) else { return }
        let text = StyledText(joining: captions.map { StyledText(text: $0.text, spans: $0.spans) })
        try change(message, to: text, user: user, context)
    }

    /// Changes the text of a message with all its pieces, if it is different.
    func change(_ message: Message, to new: StyledText, user: UserID, _ context: InboundContext) throws {
        let pieces = try read.pieces(of: message, in: context.group).filter { !$0.isDeleted }
        let none = (text: try MessageText("", mayBeBlank: true), spans: [TextSpan]())
        let texts = new.messages.isEmpty ? [none] : new.messages
        // Telegram also reports an edit when only a reaction or a link preview has changed.
        let isSame =
            pieces.count == texts.count
            && zip(pieces, texts).allSatisfy { piece, new in piece.text == new.text.text && piece.spans == new.spans }
        guard !isSame else { return }
        if texts.count > pieces.count { return try enqueueNotice(context.words.longEdit, ticket: message.ticket) }
        if new.messages.isEmpty, message.attachments.isEmpty {
            return try enqueueNotice(context.words.blank, ticket: message.ticket)
        }
        for (piece, (text, spans)) in zip(pieces, texts) where piece.text != text.text || piece.spans != spans {
            try edit(piece, user: user, text: text, spans: spans, now: context.now)
        }
        for rest in pieces.dropFirst(texts.count) { try delete(rest, user: user, now: context.now) }
    }

    /// Deletes a message of the staff with all its pieces, so that the visitor does not see it any more.
    func takeBack(_ message: Message, user: UserID, _ context: InboundContext) throws {
        for post in try read.posts(of: message.id, ticket: message.ticket, in: context.group) {
            let caption = try read.caption(ofPost: post, message: message.id, ticket: message.ticket)
            try recordUnsent(
                caption ?? message.text, ofPost: post, in: context.group, ticket: message.ticket, now: context.now)
        }
        for piece in try read.pieces(of: message, in: context.group) where !piece.isDeleted {
            try delete(piece, user: user, now: context.now)
        }
    }
}
