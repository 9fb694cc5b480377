import Domain
import Store
import Telegram

/// What staff are told in the topic of files that could not be carried over.
enum FileNotice {
    /// From the staff to the visitor.
    ///
    /// - Parameter link: where the file can be brought instead, if there is such a place.
    static func notCarried(_ name: String?, kind: Attachment.Kind, reason: String, link: String?) -> String {
        let advice =
            if let link {
                " Bring it here, and it appears in its place: \(link)"
            } else if reason == TelegramFile.tooBig {
                " Telegram gives bots no bigger files: send a link to it, or smaller parts."
            } else {
                " Send it again, or another way."
            }
        return "⚠️ The visitor does not see \(name ?? "the \(label(kind))"): \(reason).\(advice)"
    }

    /// From the visitor to the staff: in the place of the file.
    static func notPosted(_ attachment: Attachment, reason: String) -> String {
        "⚠️ \(attachment.name ?? "A \(label(attachment.kind))") can't be shown here: \(reason)."
    }

    private static func label(_ kind: Attachment.Kind) -> String { kind == .videoNote ? "video note" : kind.rawValue }
}
