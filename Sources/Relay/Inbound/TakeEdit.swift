@_spi(Channel) import Desk
import Domain
import Store
import Words

extension Transaction {
    /// Handles a post that a member of staff has edited: the new text counts, or the topic says why it does not.
    func takeEdit(_ post: StaffPost, _ context: InboundContext) throws {
        let part = post.parts[0]
        guard let (ticket, piece) = try read.message(ofPost: part.post, in: context.group) else {
            return try takeUnsentEdit(post, context)
        }
        guard let found = try read.message(piece, in: ticket), found.author == .agent else { return }
        let message = try read.pieces(of: found, in: context.group)[0]
        let id = message.id
        let before = try read.unsentText(ofPost: part.post, in: context.group)
        if message.isDeleted {
            guard let before, before != part.typed else { return }
            try recordUnsent(part.typed, ofPost: part.post, in: context.group, ticket: ticket, now: context.now)
            return try enqueueNotice(context.words.editedAfterTakingBack, ticket: ticket)
        }
        let user = try read.existing(ticket).user
        if let command = TopicCommand(part.typed, bot: context.bot) {
            guard command.isForNote else {
                // Telegram sometimes sends an edit twice.
                guard before != part.typed else { return }
                try recordUnsent(
                    part.typed, ofPost: part.post, in: context.group, ticket: ticket, now: context.now)
                return try enqueueNotice(context.words.editedIntoCommand(command.verb), ticket: ticket)
            }
            try takeBack(message, user: user, context)
            try recordUnsent(part.typed, ofPost: part.post, in: context.group, ticket: ticket, now: context.now)
            if let album = post.album {
                try setFate(ofAlbum: album, in: context.group, ticket: ticket, message: nil, now: context.now)
            }
            try enqueueNotice(context.words.editedIntoNote, ticket: ticket)
            return try run(command, in: ticket, as: post, context)
        }
        guard post.kindsUnknown.isEmpty else {
            // The visitor goes on seeing what it was before.
            return try tell(ofKindsUnknownIn: post, ticket: ticket, context)
        }
        try forgetUnsent(ofPost: part.post, in: context.group)
        if let kind = post.kindUnseen, try isFirstPlaceholder(of: kind, ticket: ticket) {
            try enqueueNotice(
                context.words.notVisible(kind.replacing("_", with: " "), part.text.text), ticket: ticket)
        }
        if let file = part.file, try read.uniqueID(ofFileIn: part.post, message: id, ticket: ticket) != file.uniqueID {
            let new = try replaceFile(
                of: part.post, by: file, in: id, ticket: ticket, user: user, now: context.now)
            try complain(of: file, new, ticket: ticket, context)
        }
        guard post.album != nil else { return try change(message, to: part.text, user: user, context) }
        try setCaption(of: part, in: id, ticket: ticket)
        try showCaptions(of: message, user: user, context)
    }

    /// Handles an edit of a post that no visitor sees, or that has not been handled yet.
    private func takeUnsentEdit(_ post: StaffPost, _ context: InboundContext) throws {
        let part = post.parts[0]
        let ticket = try read.ticket(ofTopicEver: post.thread, in: context.group)
        guard let before = try read.unsentText(ofPost: part.post, in: context.group) else {
            return try keepEarlyEdit(
                of: part.post, in: context.group, ticket: ticket, text: part.text.text, spans: part.text.spans,
                now: context.now)
        }
        guard before != part.typed else { return }
        var post = post
        if post.album != nil {
            guard post.command(bot: context.bot) != nil else {
                // The other parts of the album are not here any more.
                guard let ticket else { return }
                try recordUnsent(
                    part.typed, ofPost: part.post, in: context.group, ticket: ticket, now: context.now)
                return try enqueueNotice(context.words.albumEdited, ticket: ticket)
            }
            post.album = nil
        }
        try take(post, context)
    }
}
