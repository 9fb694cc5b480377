extension TelegramError {
    /// The wait in seconds after a 429 that does not say how long to wait.
    static let defaultWait = 5
    /// In seconds. The longest wait seen in practice was about two hours; more than a day is not believed.
    static let longestWait = 86_400

    /// Classifies a refusal. Status codes alone are too coarse, so descriptions are
    /// compared too, without regard to case.
    ///
    /// - Parameter description: Nil if the answer has none.
    init(code: Int, description: String?, retryAfter: Int?, migratedTo: Int64?) {
        let full = description ?? "status \(code)"
        let text = full.lowercased()
        // For albums the wait stands in the description of a 400.
        let isTooOften = [420, 429].contains(code) || ["flood_wait", "slowmode_wait"].contains(where: text.contains)
        let named = ["retry after ", "flood_wait_", "slowmode_wait_"].lazy.compactMap {
            Self.seconds(after: $0, in: text)
        }
        if let wait = named.first ?? (isTooOften ? retryAfter ?? Self.defaultWait : nil) {
            self = .rateLimited(retryAfter: .seconds(min(max(retryAfter ?? wait, 1), Self.longestWait)))
            return
        }
        if let migratedTo {
            self = .migrated(to: migratedTo)
            return
        }
        switch code {
        case 401, 404, 421: self = .unauthorized(full)
        case 403: self = .forbidden(Self.bare(full))
        case 408: self = .uncertain(full)
        case 409: self = .conflict(Self.conflict(text))
        case 413: self = .fileTooBig
        case 400..<500:
            let bare = Self.bare(full)
            self = Self.known(text, bare) ?? Self.byCode(bare) ?? .badRequest(bare)
        default:
            self = text.contains("sent message was immediately deleted") ? .removedAtOnce : .uncertain(full)
        }
    }

    private static func conflict(_ text: String) -> Conflict {
        if text.contains("webhook is active") { return .webhookIsSet }
        return text.contains("setwebhook") ? .webhookChanged : .otherPoller
    }

    private static func known(_ text: String, _ bare: String) -> TelegramError? {
        for (phrases, make) in catalogue where phrases.contains(where: text.contains) { return make(bare) }
        return nil
    }

    /// Classifies a code that is not in the catalogue by its name: `CHANNEL_PRIVATE` and `USER_BANNED_IN_CHANNEL` are
    /// about the chat and the bot in it. https://core.telegram.org/api/errors
    private static func byCode(_ bare: String) -> TelegramError? {
        guard bare.utf8.allSatisfy({ (65...90).contains($0) || (48...57).contains($0) || $0 == 95 }) else { return nil }
        if bare.hasPrefix("CHAT_SEND_"), bare.hasSuffix("_FORBIDDEN") { return .fileRefused(.notAllowed) }
        if bare.hasPrefix("TOPIC_") { return .topicRefused(bare) }
        return chatCodes.contains(where: bare.hasPrefix) ? .chatRefused(bare) : nil
    }

    private static let chatCodes = [
        "ADMIN", "ALLOW_PAYMENT", "BOOSTS", "BOT_", "CHANNEL", "CHAT", "FORUM_", "FROZEN_", "GROUP_", "INPUT_CHANNEL",
        "INPUT_USER", "PARTICIPANT", "PEER", "PREMIUM", "PRIVACY", "RIGHT", "SLOWMODE", "TOPICS_", "USER_",
        "YOU_BLOCKED",
    ]

    /// The meanings of 400s. The first row with a phrase that the description contains decides.
    private static let catalogue: [([String], @Sendable (String) -> TelegramError)] = [
        (["message thread not found", "topic_deleted", "topic_id_invalid"], { _ in .topicGone }),
        (["topic_closed"], { _ in .topicClosed }),
        (["topic_not_modified", "message is not modified"], { _ in .notModified }),
        (
            // What a group may forbid on its own, apart from texts.
            [
                "not enough rights to send photos", "not enough rights to send videos",
                "not enough rights to send documents", "not enough rights to send audios",
                "not enough rights to send music", "not enough rights to send voice",
                "not enough rights to send video notes", "not enough rights to send animations",
                "not enough rights to send stickers", "not enough rights to send media",
            ], { _ in .fileRefused(.notAllowed) }
        ),
        (
            [
                "not enough rights", "have no rights", "administrator rights", "write access",
                "chat_send_plain_forbidden",
                "chat_admin_required", "chat_write_forbidden",
                "chat_restricted",
            ], { .missingRights($0) }
        ),
        (["is not a forum", "is not a supergroup forum", "channel_forum_missing"], { .notForum($0) }),
        (["chat not found", "chat_id is empty", "peer_id_invalid"], { .chatNotFound($0) }),
        (["not a member", "is deactivated", "was deactivated", "was kicked", "was deleted"], { .chatRefused($0) }),
        (["message to be replied not found"], { _ in .replyTargetGone }),
        (["message is too long", "caption is too long", "text is too long"], { _ in .tooLong }),
        (
            [
                "can't parse entities", "unsupported parse_mode", "must be encoded in utf-8", "entity_bounds_invalid",
                "entity beginning at utf-16 offset",
            ], { .cannotParse($0) }
        ),
        (
            [
                "message to edit not found", "message to delete not found", "message to react not found",
                "message to pin not found", "message to copy not found", "message_id_invalid",
            ], { _ in .messageGone }
        ),
        (["message can't be edited", "message can't be deleted"], { .unchangeable($0) }),
        (["query is too old"], { _ in .queryExpired }),
        (["file is too big", "request entity too large"], { _ in .fileTooBig }),
        (["file is temporarily unavailable"], { _ in .fileUnavailable }),
        (
            ["failed to get http url content", "wrong http url", "wrong type of the web page", "upload file by url"],
            { _ in .fileRefused(.unreachableURL) }
        ),
        (
            ["invalid file_id", "wrong file identifier", "wrong remote file identifier"],
            { _ in .fileRefused(.unknownID) }
        ),
        (
            [
                "photo_invalid_dimensions", "image_process_failed", "photo_save_file_invalid",
                "photo has unsupported extension",
            ], { _ in .fileRefused(.notPhoto) }
        ),
        (["voice_messages_forbidden"], { _ in .fileRefused(.voiceForbidden) }),
        (
            ["too many messages to send as an album", "can't use the media of the specified type in the album"],
            { _ in .fileRefused(.notAlbum) }
        ),
        // Errors that Telegram itself calls temporary, and those after which the call may have succeeded all the same.
        (["try again", "temporarily"], { .notSent($0) }),
        (["timeout", "timed out"], { .uncertain($0) }),
        (["there is no ", "file must be non-empty"], { _ in .fileRefused(.missing) }),
        (
            ["bad webhook", "invalid webhook url", "secret token", "certificate size is too big"],
            { .webhookRefused($0) }
        ),
    ]

    /// The whole number after `phrase`.
    private static func seconds(after phrase: String, in text: String) -> Int? {
        guard let range = text.firstRange(of: phrase) else { return nil }
        return Int(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber }.prefix(9))
    }

    /// The description without the name of the status in front of it.
    private static func bare(_ description: String) -> String {
        for prefix in ["bad request: ", "forbidden: "] where description.lowercased().hasPrefix(prefix) {
            return String(description.dropFirst(prefix.count))
        }
        return description
    }
}
