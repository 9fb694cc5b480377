/// What the staff do that the audit log keeps. Answers are not among them: they stand in their tickets, with their authors.
public enum AuditAction: String, Sendable, CaseIterable {
    // MARK: Ways in

    case signedIn = "signed_in"
    case signInRefused = "sign_in_refused"
    case signedOut = "signed_out"
    case sessionEnded = "session_ended"
    case passwordSet = "password_set"
    case passwordChanged = "password_changed"
    case secondFactorOn = "second_factor_on"
    case secondFactorOff = "second_factor_off"
    case telegramLinked = "telegram_linked"

    // MARK: Accounts and keys

    case agentAdded = "agent_added"
    case agentRenamed = "agent_renamed"
    case loginChanged = "login_changed"
    case roleChanged = "role_changed"
    case agentDisabled = "agent_disabled"
    case agentEnabled = "agent_enabled"
    case agentReset = "agent_reset"
    case keyMade = "key_made"
    case keyRemoved = "key_removed"

    // MARK: Tickets

    case ticketClosed = "ticket_closed"
    case ticketReopened = "ticket_reopened"
    case ticketArchived = "ticket_archived"
    case ticketAnswered = "ticket_answered"
    case ticketAssigned = "ticket_assigned"
    case ticketUnassigned = "ticket_unassigned"
    case userRenamed = "user_renamed"
    case userBanned = "user_banned"
    case userUnbanned = "user_unbanned"
    case userErased = "user_erased"
    case messageTakenBack = "message_taken_back"
    case conversationSaved = "conversation_saved"

    // MARK: Settings

    case lookChanged = "look_changed"
    case hoursChanged = "hours_changed"
    case contactFormChanged = "contact_form_changed"
    case replyAdded = "reply_added"
    case replyChanged = "reply_changed"
    case replyRemoved = "reply_removed"
    case webhookSet = "webhook_set"
    case groupConnected = "group_connected"
    case auditExported = "audit_exported"

    /// The action that gives a ticket a status.
    public init(_ status: TicketStatus) {
        switch status {
        case .open: self = .ticketReopened
        case .answered: self = .ticketAnswered
        case .closed: self = .ticketClosed
        case .archived: self = .ticketArchived
        }
    }
}
