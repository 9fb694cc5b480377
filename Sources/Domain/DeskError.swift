/// What the product refuses. What programs and people are told of it is said where it is answered. Everything else that can
/// go wrong is internal: it goes to the log, and the person is told only that it was not their fault.
public enum DeskError: Error, Equatable, Sendable {
    /// A field of a request that is missing or not of its form.
    public enum Field: Sendable, CaseIterable {
        case body, message, typing, after, before, wait, limit, url
        case token, name, login, password, code, role, disabled, agent, challenge
        case clientMessageID, clientNoteID, upTo, replyTo, attachmentIDs
        case subject, rating, comment, filter, shortcut, title, text, action
        case agentID
        case query
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
    case loginTaken
    /// Whoever knows what an agent is called would know what they sign in with.
    case loginIsName
    /// Behind this code of Telegram's the second factor was wrong too often.
    case codeVoid
    case secondFactorIsOn
    /// The Telegram account is linked to another agent's.
    case telegramTaken
    /// An empty file, or an image that is none.
    case fileMalformed
    case fileTypeRefused
    /// More pixels than anybody's browser should draw.
    case imageTooLarge
    /// A page of a site that may not use the visitors' API made the browser ask.
    case originRefused
    /// The browser's session is somebody else's, and was to be left alone.
    case sessionTaken
    /// More files are waiting to be sent than anybody would send.
    case tooManyFiles
    /// The user has sent as many files as one may.
    case fileBudgetSpent
    /// There is no room for files now, or the disk fails; messages go on.
    case noRoom
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
    /// A ticket was to be given to “me” by a key, which is no agent.
    case keyIsNoAgent
    /// A webhook's address is missing or of no use.
    case webhookAddress(isPlainAllowed: Bool)
    /// What only the operator's programs may call was called without a key that is good.
    case keyRequired
    /// A bound that a person reaches only by mistake.
    case tooMany
}
