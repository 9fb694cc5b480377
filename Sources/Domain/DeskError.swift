/// What the product refuses, with a machine code and a sentence for the person in front of it. Everything else that
/// can go wrong is internal: it goes to the log, and the person is told only that it was not their fault.
public enum DeskError: Error, Equatable, Sendable {
    /// A field of a request that is missing or not of its form.
    public enum Field: String, Sendable {
        case body, message, typing, after, before, wait, limit, url
        case token, name, password, code, role, disabled, agent
        case clientMessageID = "client_message_id"
        case upTo = "up_to"
        case replyTo = "reply_to"
        case attachmentIDs = "attachment_ids"
        case subject, rating, comment, filter, shortcut, title, text, action
        case agentID = "agent_id"
        case query = "q"
    }

    case messageEmpty
    case messageTooLong
    case invalid(Field)
    /// The session or key is missing, unknown or expired.
    case unauthorized
    case banned
    /// A point to resume from that this server's history does not have, as after a backup was brought back.
    case cursorUnknown
    /// Does not exist, or is not this person's: the two are told apart to nobody.
    case notFound
    case rateLimited(retryAfter: Int)
    /// Name, password or code: which of them is told to nobody.
    case signInRefused
    /// All is right so far, and the account has a second factor.
    case codeRequired
    /// An agent asks for what only administrators may.
    case forbidden
    /// A page of another site made the browser ask.
    case crossSite
    /// The link to set a password is unknown, used or too old.
    case invitationExpired
    case nameTaken
    case secondFactorIsOn
    /// The Telegram account is linked to another agent's.
    case telegramTaken
    /// An empty file, or an image that is none.
    case fileMalformed
    case fileTypeRefused
    /// More files are waiting to be sent than anybody would send.
    case tooManyFiles
    /// The host site's token does not tell who the visitor is.
    case tokenRefused(TokenFault)
    /// The widget can't look like this.
    case lookRefused(LookFault)
    /// No token of a host site can be believed.
    case identityOff
    case telegramOff
    /// Updates are asked for, or not wanted: there is no webhook to set.
    case webhookOff
    case telegramRefused(String)
    /// Another canned reply has this shortcut.
    case shortcutTaken
    /// A bound that a person reaches only by mistake.
    case tooMany

    public var code: String {
        switch self {
        case .messageEmpty: "message_empty"
        case .messageTooLong: "message_too_long"
        case .invalid(let field): "invalid_" + field.rawValue
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
        case .telegramTaken: "telegram_taken"
        case .secondFactorIsOn: "second_factor_is_on"
        case .fileMalformed: "file_malformed"
        case .fileTypeRefused: "file_type_refused"
        case .tooManyFiles: "too_many_files"
        case .tokenRefused: "invalid_token"
        case .lookRefused(let fault): fault.code
        case .identityOff: "identity_off"
        case .telegramOff: "telegram_off"
        case .webhookOff: "webhook_off"
        case .telegramRefused: "telegram_refused"
        case .shortcutTaken: "shortcut_taken"
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
        case .invalid(let field): "\(field.rawValue) is missing or not of its form; see /api/openapi.json."
        case .unauthorized: "The session is unknown or has expired: start a new one."
        case .banned: "This conversation is blocked."
        case .cursorUnknown: "The server knows nothing of this cursor: load the history anew."
        case .notFound: "There is nothing here, or it is not yours."
        case .rateLimited(let seconds): "Too many requests: try again in \(seconds) s."
        case .signInRefused: "Name, password or code is wrong, or the account is switched off."
        case .codeRequired: "Enter the code that your app shows, or a recovery code."
        case .forbidden: "Only administrators may do this."
        case .crossSite: "This call came from another site, and was refused. Programs use an API key."
        case .invitationExpired: "This link has been used or is too old: ask an administrator for another."
        case .nameTaken: "Another agent has this name: choose another."
        case .telegramTaken: "This Telegram account is linked to another agent's account."
        case .secondFactorIsOn: "The second factor is on already: switch it off first."
        case .fileMalformed: "The file is empty or damaged: look at it, and send it again."
        case .fileTypeRefused:
            "Files of this kind are not taken: send an image, a video, a sound, a PDF, a text, or an archive."
        case .tooManyFiles: "Too many files are waiting to be sent: send those first, or come back tomorrow."
        case .tokenRefused(let fault): fault.message
        case .lookRefused(let fault): fault.message
        case .identityOff: "Visitors can't be identified: set OTVET_JWT_SECRET or OTVET_JWKS."
        case .telegramOff: "Telegram is not connected: set TELEGRAM_BOT_TOKEN and TELEGRAM_SUPPORT_CHAT_ID."
        case .webhookOff: "Webhooks are off: start with TELEGRAM_UPDATES=webhook."
        case .telegramRefused(let reason): "Telegram refused: \(reason)"
        case .shortcutTaken: "Another canned reply has this shortcut: choose another."
        case .tooMany: "There are as many of these as there can be: remove some first."
        }
    }
}
