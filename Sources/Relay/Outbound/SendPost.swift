@_spi(Channel) import Desk
import Domain
import Files
import Logging
import Telegram
import Words

extension DeliveryWorker {
    func send(
        _ post: Post, to group: Int64, _ thread: Int64
    ) async throws(TelegramError) -> Telegram.Message {
        guard let file = post.file else {
            return try await bot.sendMessage(
                to: group, thread: thread, text: post.text, entities: post.entities, replyTo: post.replyTo)
        }
        return try await send(file, of: post, to: group, thread)
    }

    /// Posts a file: a photo that Telegram does not take as one as a document, and what it does not take at all as a
    /// line that says so, in the file's place.
    private func send(
        _ file: LineFile, of post: Post, to group: Int64, _ thread: Int64
    ) async throws(TelegramError) -> Telegram.Message {
        let words = relay.words
        var failure = FileFailure.notHere
        if var outgoing = OutgoingFile(file, in: relay.desk.files) {
            for kind in outgoing.kind == .document ? [.document] : [outgoing.kind, .document] {
                outgoing.kind = kind
                do throws(TelegramError) {
                    return try await bot.sendFile(
                        outgoing, to: group, thread: thread, caption: post.text, entities: post.entities,
                        replyTo: post.replyTo)
                } catch {
                    guard Self.isAboutTheFile(error) else { throw error }
                    Log.telegram.error("file refused", metadata: ["kind": "\(kind)", "error": "\(error)"])
                    failure = .refused(words.reason(error))
                }
                countCall()
            }
        }
        var line = MarkedText()
        line.add(ours: words.notShown(file.attachment, failure))
        if !post.text.isEmpty {
            line.add("\n\n")
            line.add(MarkedText(text: post.text, entities: post.entities))
        }
        return try await bot.sendMessage(
            to: group, thread: thread, text: line.text, entities: line.entities, replyTo: post.replyTo)
    }

    private static func isAboutTheFile(_ error: TelegramError) -> Bool {
        switch error {
        case .fileRefused, .fileTooBig, .fileUnavailable, .tooLong, .badRequest: true
        default: false
        }
    }
}

extension OutgoingFile {
    /// Nil if the content is not here.
    fileprivate init?(_ file: LineFile, in folder: FileFolder) {
        guard let path = file.stored.flatMap(folder.path(of:)), let type = file.attachment.type else { return nil }
        let kind = Kind(file.attachment)
        let fallback = file.attachment.kind.rawValue + (FileType(rawValue: type).map { "." + $0.fileExtension } ?? "")
        self.init(kind: kind, path: path, name: file.attachment.name ?? fallback, type: type)
    }
}

extension OutgoingFile.Kind {
    /// How Telegram shows it best. https://core.telegram.org/bots/api#sendphoto
    fileprivate init(_ attachment: Attachment) {
        switch attachment.type.flatMap(FileType.init(rawValue:)) {
        case .jpeg, .png, .webp: self = Self.isPhoto(attachment) ? .photo : .document
        case .gif: self = .animation
        case .mp4: self = .video
        case .mp3, .m4a: self = .audio
        default: self = attachment.kind == .voice ? .voice : .document
        }
    }

    private static func isPhoto(_ attachment: Attachment) -> Bool {
        guard let width = attachment.width, let height = attachment.height else { return false }
        return width + height <= 10_000 && max(width, height) <= 20 * min(width, height)
            && attachment.size ?? 0 <= BotClient.photoLimit
    }
}
