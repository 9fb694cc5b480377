/// What the product refuses. The API knows what programs and people are told of it. Every other failure is a fault of the
/// program: it goes to the log, and the person is told only that it was not their fault.
public enum DeskError: Error, Equatable, Sendable {
    /// A field of a request that is missing or malformed.
    public enum Field: Sendable, CaseIterable {
        case body, message, typing, after, before, wait, limit, url
        case token, name, login, password, code, role, disabled, agent, challenge
        case clientMessageID, clientNoteID, upTo, replyTo, attachmentIDs
        case subject, rating, comment, filter, shortcut, title, text, action, actor, format
        case agentID
        case query
        case answers, attributes
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
    /// The team can't have these hours.
    case hoursRefused(HoursFault)
    /// Visitors can't be asked by this form.
    case contactFormRefused(ContactFormFault)
    /// A visitor's answer to the contact form is missing, or can't be right.
    case contactRefused(ContactFault)
    /// This visitor is asked nothing: the form was switched off meanwhile, or is not for them.
    case contactFormOff
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
}
