public import Domain
import Realtime

/// What a refusal is told with: a code for programs, and a sentence for the person who asked that says what to do.
extension DeskError {
    public var code: String {
        switch self {
        case .messageEmpty: "message_empty"
        case .messageTooLong: "message_too_long"
        case .invalid(let field): "invalid_" + field.name
        case .unauthorized: "unauthorized"
        case .banned: "banned"
        case .cursorUnknown: "cursor_unknown"
        case .notFound: "not_found"
        case .rateLimited: "rate_limited"
        case .signInRefused: "sign_in_refused"
        case .codeRequired: "code_required"
        case .forbidden: "forbidden"
        case .crossSite: "cross_site"
        case .invitationExpired: "invitation_expired"
        case .nameTaken: "name_taken"
        case .loginTaken: "login_taken"
        case .loginIsName: "login_is_name"
        case .codeVoid: "code_void"
        case .telegramTaken: "telegram_taken"
        case .secondFactorIsOn: "second_factor_is_on"
        case .fileMalformed: "file_malformed"
        case .fileTypeRefused: "file_type_refused"
        case .imageTooLarge: "image_too_large"
        case .originRefused: "origin_refused"
        case .sessionTaken: "session_taken"
        case .tooManyFiles: "too_many_files"
        case .fileBudgetSpent: "file_budget_spent"
        case .noRoom: "insufficient_storage"
        case .tokenRefused: "invalid_token"
        case .lookRefused(let fault): fault.code
        case .hoursRefused(let fault): fault.code
        case .contactFormRefused(let fault): fault.code
        case .contactRefused(let fault): fault.code
        case .contactFormOff: "contact_form_off"
        case .identityOff: "identity_off"
        case .telegramOff: "telegram_off"
        case .webhookOff: "webhook_off"
        case .telegramRefused: "telegram_refused"
        case .shortcutTaken: "shortcut_taken"
        case .keyIsNoAgent: "invalid_agent_id"
        case .webhookAddress: "invalid_url"
        case .keyRequired: "unauthorized"
        case .tooMany: "too_many"
        }
    }

    public var message: String {
        switch self {
        case .messageEmpty: "The message is empty: write something first."
        case .messageTooLong: "The message is too long: \(MessageText.maximumLength) characters at most."
        case .invalid(.body): "The request's body is not the JSON object that this endpoint takes."
        case .invalid(.password):
            "A password has \(Password.lengths.lowerBound) to \(Password.lengths.upperBound) characters."
        case .invalid(let field): "\(field.name) is missing or not of its form; see /api/openapi.json."
        case .unauthorized: "The session is unknown or has expired: start a new one."
        case .banned: "This conversation is blocked."
        case .cursorUnknown: "The server knows nothing of this cursor: load the history anew."
        case .notFound: "There is nothing here, or it is not yours."
        case .rateLimited(let seconds): "Too many requests: try again in \(seconds) s."
        case .signInRefused: "Login, password or code is wrong, or the account is switched off."
        case .codeRequired: "Enter the code that your app shows, or a recovery code."
        case .forbidden: "Only administrators may do this."
        case .crossSite: "This call came from another site, and was refused. Programs use an API key."
        case .invitationExpired: "This link has been used or is too old: ask an administrator for another."
        case .nameTaken: "Another agent has this name: choose another."
        case .loginTaken: "Another agent signs in with this: choose another login."
        case .loginIsName: "Visitors see the name: choose a login that is not the same."
        case .codeVoid: "The second code was wrong too often: ask the bot for another code, and begin anew."
        case .telegramTaken: "This Telegram account is linked to another agent's account."
        case .secondFactorIsOn: "The second factor is on already: switch it off first."
        case .fileMalformed: "The file is empty or damaged: look at it, and send it again."
        case .fileTypeRefused:
            "Files of this kind are not taken: send an image, a video, a sound, a PDF, a text, or an archive."
        case .imageTooLarge: "The image has more than 64 megapixels: make it smaller, and send it again."
        case .originRefused: "This site may not use the chat: add its origin to OTVET_ALLOWED_ORIGINS."
        case .sessionTaken: "Somebody else is signed in at this browser."
        case .tooManyFiles: "Too many files are waiting to be sent: send those first, or come back tomorrow."
        case .fileBudgetSpent: "You have sent as many files as there is room for. Messages arrive all the same."
        case .noRoom: "The server has no room for files now: try again later. Messages arrive all the same."
        case .tokenRefused(let fault): fault.message
        case .lookRefused(let fault): fault.message
        case .hoursRefused(let fault): fault.message
        case .contactFormRefused(let fault): fault.message
        case .contactRefused(let fault): fault.message
        case .contactFormOff: "There is no form to fill in: write your message."
        case .identityOff: "Visitors can't be identified: set OTVET_JWT_SECRET or OTVET_JWKS."
        case .telegramOff: "Telegram is not connected: set TELEGRAM_BOT_TOKEN and TELEGRAM_SUPPORT_CHAT_ID."
        case .webhookOff:
            "TELEGRAM_UPDATES says poll or off, so there is no webhook: take that setting away, or set it to webhook."
        case .keyIsNoAgent:
            "“me” is the agent who is signed in, and a key is no agent: give an id that /api/admin/assignees lists."
        case .webhookAddress(let isPlainAllowed):
            "Say where Telegram is to call: ?url=\(isPlainAllowed ? "http" : "https")://HOST/api/telegram/webhook"
                + (isPlainAllowed ? "." : " (Telegram's own servers take https:// only).")
        case .keyRequired:
            "A key is needed: send `Authorization: Bearer KEY` with the server's OTVET_ADMIN_TOKEN, or with an "
                + "administrator's API key from the panel."
        case .telegramRefused(let reason): "Telegram refused: \(reason)"
        case .shortcutTaken: "Another canned reply has this shortcut: choose another."
        case .tooMany: "There are as many of these as there can be: remove some first."
        }
    }
}

extension DeskError.Field {
    /// What requests call it.
    var name: String {
        switch self {
        case .body: "body"
        case .message: "message"
        case .typing: "typing"
        case .after: "after"
        case .before: "before"
        case .wait: "wait"
        case .limit: "limit"
        case .url: "url"
        case .token: "token"
        case .name: "name"
        case .login: "login"
        case .password: "password"
        case .code: "code"
        case .role: "role"
        case .disabled: "disabled"
        case .agent: "agent"
        case .challenge: "challenge"
        case .clientMessageID: "client_message_id"
        case .clientNoteID: "client_note_id"
        case .upTo: "up_to"
        case .replyTo: "reply_to"
        case .attachmentIDs: "attachment_ids"
        case .subject: "subject"
        case .rating: "rating"
        case .comment: "comment"
        case .filter: "filter"
        case .shortcut: "shortcut"
        case .title: "title"
        case .text: "text"
        case .action: "action"
        case .actor: "actor"
        case .format: "format"
        case .agentID: "agent_id"
        case .query: "q"
        case .answers: "answers"
        case .attributes: "attributes"
        }
    }
}

extension ServerFrame {
    /// Says why a live channel ends.
    static func error(_ error: DeskError) -> ServerFrame { .error(code: error.code, message: error.message) }
}
