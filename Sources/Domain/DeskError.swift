/// What the product refuses, with a code for programs and a sentence for the person who asked. Every other failure is a
/// fault of the program: it goes to the log, and the person is told only that it was not their fault.
public enum DeskError: Error, Equatable, Sendable {
    /// A field of a request that is missing or malformed.
    public enum Field: String, Sendable {
        case body, message, typing, after, before, wait, limit, url
        case token, name, login, password, code, role, disabled, agent, challenge
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
    /// The cursor to resume from is not in this server's history, as happens after a backup was restored.
    case cursorUnknown
    /// It does not exist, or it is not this person's. The answer is the same, so that
    /// nobody learns which of the two it is.
    case notFound
    case rateLimited(retryAfter: Int)
    /// The login, the password or the code is wrong. The answer does not tell which.
    case signInRefused
    /// Login and password are right, and the account has a second factor: its code is needed too.
    case codeRequired
    /// An agent asked for something that only administrators may do.
    case forbidden
    /// The request was made by a page of another site.
    case crossSite
    /// The link to set a password is unknown, used or too old.
    case invitationExpired
    case nameTaken
    case loginTaken
    /// The login is the agent's name. Visitors see the name, so they would know the login.
    case loginIsName
    /// The second factor was entered wrong too often after this sign-in code from Telegram, so the code is void.
    case codeVoid
    case secondFactorIsOn
    /// The Telegram account is linked to another agent.
    case telegramTaken
    /// The file is empty, or an image that can't be read.
    case fileMalformed
    case fileTypeRefused
    /// The image has more pixels than a browser should draw.
    case imageTooLarge
    /// The request was made by a page of a site that may not use the visitors' API.
    case originRefused
    /// Somebody else is signed in with the browser's session, and the request said not to replace them.
    case sessionTaken
    /// As many uploaded files as there may be are waiting to be sent.
    case tooManyFiles
    /// The user has reached the limit of files.
    case fileBudgetSpent
    /// There is no room for files, or the disk fails. Messages still work.
    case noRoom
    /// The host site's token does not tell who the visitor is.
    case tokenRefused(TokenFault)
    /// The widget can't have this look.
    case lookRefused(LookFault)
    /// No way to identify visitors is set up, so no token of a host site can be believed.
    case identityOff
    case telegramOff
    /// Updates are fetched by `getUpdates`, or not at all: there is no webhook to set.
    case webhookOff
    case telegramRefused(String)
    /// Another canned reply has this shortcut.
    case shortcutTaken
    /// A key asked to assign a ticket to “me”, but a key is not an agent.
    case keyIsNoAgent
    /// The webhook's address is missing or can't be used.
    case webhookAddress(isPlainAllowed: Bool)
    /// A call that is reserved for the operator's programs came without a valid key.
    case keyRequired
    /// There are as many as there may be: a bound that people reach only by mistake.
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
        case .invalid(let field): "\(field.rawValue) is missing or not of its form; see /api/openapi.json."
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
