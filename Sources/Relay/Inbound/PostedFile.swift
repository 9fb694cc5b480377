import Domain
import Files
import Store
import Telegram
import Words

/// The file of a post by staff, as far as Telegram tells before it is fetched.
struct PostedFile: Equatable {
    var file: TelegramFile

    init?(_ message: Telegram.Message) {
        guard case .media(let media) = message.content else { return nil }
        file = TelegramFile(media)
    }
}

extension TelegramFile {
    fileprivate init(_ media: Media) {
        // Browsers show no animated stickers (gzipped Lottie), but the still image that comes with them.
        let isAnimatedSticker = media.kind == .sticker && media.mimeType == "application/x-tgsticker"
        self.init(
            kind: Attachment.Kind(media.kind),
            fileID: isAnimatedSticker ? media.thumbnailID : media.fileID, uniqueID: media.uniqueID)
        name = media.name.flatMap(cleanFileName)
        type = isAnimatedSticker ? nil : media.mimeType
        size = isAnimatedSticker ? nil : media.size.map { Int(clamping: $0) }
        width = media.width
        height = media.height
        duration = media.duration
        emoji = media.emoji
        if fileID == nil {
            failure = FileFailure.noImage.stored
        } else if let size, size > BotClient.downloadLimit {
            fileID = nil
            failure = FileFailure.tooBig.stored
        }
    }
}

extension Attachment.Kind {
    fileprivate init(_ kind: Media.Kind) {
        self =
            switch kind {
            case .animation: .animation
            case .photo: .photo
            case .video: .video
            case .audio: .audio
            case .document: .document
            case .voice: .voice
            case .sticker: .sticker
            case .videoNote: .videoNote
            }
    }
}
