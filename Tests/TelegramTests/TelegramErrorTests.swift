import Testing

@testable import Telegram

/// What the Bot API answers, in its own words, and what that means.
private let catalogue: [(code: Int, description: String, meaning: TelegramError)] = [
    // Topics
    (400, "Bad Request: message thread not found", .topicGone),
    (400, "Bad Request: TOPIC_DELETED", .topicGone),
    (400, "Bad Request: TOPIC_ID_INVALID", .topicGone),
    (400, "Bad Request: TOPIC_CLOSED", .topicClosed),
    (400, "Bad Request: TOPIC_NOT_MODIFIED", .notModified),
    (400, "Bad Request: not enough rights to create a topic", .missingRights("not enough rights to create a topic")),
    (400, "Bad Request: not enough rights to edit the topic", .missingRights("not enough rights to edit the topic")),
    (
        400, "Bad Request: not enough rights to close or open the topic",
        .missingRights("not enough rights to close or open the topic")
    ),
    (400, "Bad Request: the chat is not a forum", .notForum("the chat is not a forum")),
    (400, "Bad Request: the chat is not a supergroup forum", .notForum("the chat is not a supergroup forum")),
    (400, "Bad Request: CHANNEL_FORUM_MISSING", .notForum("CHANNEL_FORUM_MISSING")),
    (
        400, "Bad Request: invalid forum topic identifier specified",
        .badRequest("invalid forum topic identifier specified")
    ),
    (400, "Bad Request: TOPIC_TITLE_EMPTY", .topicRefused("TOPIC_TITLE_EMPTY")),
    (400, "Bad Request: TOPIC_CLOSE_SEPARATELY", .topicRefused("TOPIC_CLOSE_SEPARATELY")),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED", .missingRights("CHAT_ADMIN_REQUIRED")),
    // Chats
    (400, "Bad Request: chat not found", .chatNotFound("chat not found")),
    (400, "Bad Request: chat_id is empty", .chatNotFound("chat_id is empty")),
    (400, "Bad Request: PEER_ID_INVALID", .chatNotFound("PEER_ID_INVALID")),
    (
        403, "Forbidden: bot was kicked from the supergroup chat",
        .forbidden("bot was kicked from the supergroup chat")
    ),
    (
        403, "Forbidden: bot is not a member of the supergroup chat",
        .forbidden("bot is not a member of the supergroup chat")
    ),
    (403, "Forbidden: the group chat was deleted", .forbidden("the group chat was deleted")),
    (403, "Forbidden: bot was blocked by the user", .forbidden("bot was blocked by the user")),
    (
        400, "Bad Request: not enough rights to send text messages to the chat",
        .missingRights("not enough rights to send text messages to the chat")
    ),
    (
        400, "Bad Request: have no rights to send a message",
        .missingRights("have no rights to send a message")
    ),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", .missingRights("CHAT_WRITE_FORBIDDEN")),
    (400, "Bad Request: CHAT_RESTRICTED", .missingRights("CHAT_RESTRICTED")),
    (
        400, "Bad Request: not enough rights to manage pinned messages in the chat",
        .missingRights("not enough rights to manage pinned messages in the chat")
    ),
    // Content
    (400, "Bad Request: message is too long", .tooLong),
    (400, "Bad Request: message caption is too long", .tooLong),
    (400, "Bad Request: text is too long", .tooLong),
    (400, "Bad Request: message text is empty", .badRequest("message text is empty")),
    (
        400, "Bad Request: can't parse entities: Can't find end of bold entity at byte offset 12",
        .cannotParse("can't parse entities: Can't find end of bold entity at byte offset 12")
    ),
    (400, "Bad Request: unsupported parse_mode", .cannotParse("unsupported parse_mode")),
    (400, "Bad Request: strings must be encoded in UTF-8", .cannotParse("strings must be encoded in UTF-8")),
    (400, "Bad Request: ENTITY_BOUNDS_INVALID", .cannotParse("ENTITY_BOUNDS_INVALID")),
    (
        400, "Bad Request: entity beginning at UTF-16 offset 3 ends in a middle of a UTF-16 symbol",
        .cannotParse("entity beginning at UTF-16 offset 3 ends in a middle of a UTF-16 symbol")
    ),
    (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
            + "a current content and reply markup of the message", .notModified
    ),
    (400, "Bad Request: message to edit not found", .messageGone),
    (400, "Bad Request: message to delete not found", .messageGone),
    (400, "Bad Request: message to react not found", .messageGone),
    (400, "Bad Request: message to pin not found", .messageGone),
    (400, "Bad Request: message to copy not found", .messageGone),
    (400, "Bad Request: MESSAGE_ID_INVALID", .messageGone),
    (400, "Bad Request: message can't be edited", .unchangeable("message can't be edited")),
    (
        400, "Bad Request: message can't be deleted for everyone",
        .unchangeable("message can't be deleted for everyone")
    ),
    (400, "Bad Request: message to be replied not found", .replyTargetGone),
    (400, "Bad Request: QUOTE_TEXT_INVALID", .badRequest("QUOTE_TEXT_INVALID")),
    (400, "Bad Request: REACTION_INVALID", .badRequest("REACTION_INVALID")),
    (400, "Bad Request: reply markup is too long", .badRequest("reply markup is too long")),
    (
        400, "Bad Request: query is too old and response timeout expired or query ID is invalid", .queryExpired
    ),
    // Files
    (400, "Bad Request: file is too big", .fileTooBig),
    (400, "Bad Request: wrong file_id or the file is temporarily unavailable", .fileUnavailable),
    (400, "Bad Request: invalid file_id", .fileRefused(.unknownID)),
    (400, "Bad Request: wrong file identifier/HTTP URL specified", .fileRefused(.unknownID)),
    (
        400, "Bad Request: wrong remote file identifier specified: Wrong padding in the string",
        .fileRefused(.unknownID)
    ),
    (400, "Bad Request: failed to get HTTP URL content", .fileRefused(.unreachableURL)),
    (400, "Bad Request: wrong HTTP URL specified", .fileRefused(.unreachableURL)),
    (400, "Bad Request: wrong type of the web page content", .fileRefused(.unreachableURL)),
    (400, "Bad Request: can't upload file by URL", .fileRefused(.unreachableURL)),
    (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", .fileRefused(.notPhoto)),
    (400, "Bad Request: IMAGE_PROCESS_FAILED", .fileRefused(.notPhoto)),
    (400, "Bad Request: PHOTO_SAVE_FILE_INVALID", .fileRefused(.notPhoto)),
    (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", .fileRefused(.voiceForbidden)),
    (400, "Bad Request: there is no document in the request", .fileRefused(.missing)),
    (400, "Bad Request: file must be non-empty", .fileRefused(.missing)),
    (400, "Bad Request: too many messages to send as an album", .fileRefused(.notAlbum)),
    (
        400, "Bad Request: can't use the media of the specified type in the album", .fileRefused(.notAlbum)
    ),
    (413, "Request Entity Too Large", .fileTooBig),
    // Global
    (401, "Unauthorized", .unauthorized("Unauthorized")),
    (
        401, "Unauthorized: invalid token specified", .unauthorized("Unauthorized: invalid token specified")
    ),
    (
        421, "Misdirected Request: unallowed token specified",
        .unauthorized("Misdirected Request: unallowed token specified")
    ),
    (404, "Not Found", .unauthorized("Not Found")),
    (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        .conflict(.webhookIsSet)
    ),
    (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        .conflict(.otherPoller)
    ),
    (409, "Conflict: terminated by setWebhook request", .conflict(.webhookChanged)),
    (409, "Conflict: terminated by other setWebhook", .conflict(.webhookChanged)),
    (429, "Too Many Requests: retry after 14", .rateLimited(retryAfter: .seconds(14))),
    (
        400, "Bad Request: failed to send message #1 with the error message \"Too Many Requests: retry after 31\"",
        .rateLimited(retryAfter: .seconds(31))
    ),
    (429, "Too Many Requests: retry after 99999999999999999999", .rateLimited(retryAfter: .seconds(86_400))),
    (429, "Too Many Requests", .rateLimited(retryAfter: .seconds(5))),
    (500, "Internal Server Error: restart", .uncertain("Internal Server Error: restart")),
    (
        500, "Internal Server Error: sent message was immediately deleted and can't be returned", .removedAtOnce
    ),
    (502, "Bad Gateway", .uncertain("Bad Gateway")),
    (
        400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        .webhookRefused("bad webhook: An HTTPS URL must be provided for webhook")
    ),
    (400, "Bad Request: invalid webhook URL specified", .webhookRefused("invalid webhook URL specified")),
    (400, "Bad Request: secret token is too long", .webhookRefused("secret token is too long")),
    (
        400, "Bad Request: secret token contains unallowed characters",
        .webhookRefused("secret token contains unallowed characters")
    ),
    (400, "Bad Request: certificate size is too big", .webhookRefused("certificate size is too big")),
    (400, "Bad Request: something new", .badRequest("something new")),
]

@Test(arguments: catalogue.indices)
func telegramError_meansWhatTheDescriptionSays(row: Int) {
    let (code, description, meaning) = catalogue[row]
    for text in [description, description.uppercased()] {
        let body = #"{"ok":false,"error_code":\#(code),"description":\#(quoted(text))}"#
        let error = refusal(status: code, body)
        if text == description {
            #expect(error == meaning)
        } else {
            #expect(error.map(caseName) == caseName(meaning))
        }
    }
}

@Test func telegramError_usesTheParameters() {
    let limited = #"""
        {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":7}}
        """#
    #expect(refusal(status: 429, limited) == .rateLimited(retryAfter: .seconds(7)))
    let migrated = #"""
        {"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",
         "parameters":{"migrate_to_chat_id":-1001234567890}}
        """#
    #expect(refusal(status: 400, migrated) == .migrated(to: -1_001_234_567_890))
}

@Test(arguments: [
    (502, "<html><body><h1>502 Bad Gateway</h1></body></html>", TelegramError.uncertain("status 502")),
    (504, "", .uncertain("status 504")),
    (503, #"{"ok":fal"#, .uncertain("status 503")),
    (200, "<html>Welcome to the hotel's network</html>", .uncertain("status 200")),
    (302, "", .uncertain("status 302")),
    (408, "", .uncertain("status 408")),
    (413, "<html>413 Request Entity Too Large</html>", .notSent("status 413, not from Telegram")),
    (429, "<html>slow down</html>", .rateLimited(retryAfter: .seconds(5))),
    (400, "<html>400 Bad Request</html>", .notSent("status 400, not from Telegram")),
    (401, "<html>Who are you?</html>", .notSent("status 401, not from Telegram")),
    (403, "<html>Blocked by your company</html>", .notSent("status 403, not from Telegram")),
    (404, "<html>404 Not Found</html>", .notSent("status 404, not from Telegram")),
    (407, "", .notSent("status 407, not from Telegram")),
    (409, "", .notSent("status 409, not from Telegram")),
    (421, "", .notSent("status 421, not from Telegram")),
    (451, "<html>Unavailable For Legal Reasons</html>", .notSent("status 451, not from Telegram")),
    (401, #"{"error":"unauthorized","error_code":401}"#, .notSent("status 401, not from Telegram")),
    (403, #""no""#, .notSent("status 403, not from Telegram")),
])
func telegramError_isOfTheWayThere_whenTheBodyIsNotTheAPIs(status: Int, body: String, meaning: TelegramError) {
    #expect(refusal(status: status, body) == meaning)
    #expect(meaning.isTransient)
}

/// A server in front of the Bot API bounds uploads by itself, and the same file would meet the same bound again.
@Test(arguments: ["<html>413 Request Entity Too Large</html>", ""])
func telegramError_isFinal_whenAnUploadIsTooLarge(body: String) {
    let answer = BotAnswer(status: 413, retryAfter: nil, body: Array(body.utf8), isOfUpload: true)
    #expect(answer.refusal() == .fileTooBig)
}

@Test(arguments: [
    (401, TelegramError.unauthorized("status 401")), (404, .unauthorized("status 404")),
    (403, .forbidden("status 403")),
])
func telegramError_goesByTheStatus_whenTheAPISaysNoMore(status: Int, meaning: TelegramError) {
    #expect(refusal(status: status, #"{"ok":false}"#) == meaning)
}

@Test func telegramError_usesTheRetryAfterField_whenTheBodyIsNotTheAPIs() {
    let answer = BotAnswer(status: 429, retryAfter: 12, body: [])
    #expect(answer.refusal() == .rateLimited(retryAfter: .seconds(12)))
}

@Test func botAnswer_isUncertain_whenTheResultIsNotAsExpected() {
    let answer = BotAnswer(status: 200, retryAfter: nil, body: Array(#"{"ok":true,"result":{"id":"x"}}"#.utf8))
    #expect(throws: TelegramError.uncertain("the answer (status 200) could not be understood")) {
        let _: User = try answer.result()
    }
}

private func refusal(status: Int, _ body: String) -> TelegramError? {
    BotAnswer(status: status, retryAfter: nil, body: Array(body.utf8)).refusal()
}

private func caseName(_ error: TelegramError) -> Substring {
    "\(Mirror(reflecting: error).children.first?.label ?? "\(error)")"[...]
}

private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}
