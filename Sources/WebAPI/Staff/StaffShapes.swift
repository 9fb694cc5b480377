import Domain
import JSON

// The JSON of the staff's accounts. Described in docs/openapi.json.

extension JSONWriter {
    /// The members that describe the caller; the agent is null for a program.
    mutating func staff(_ account: AgentAccount?, role: AgentRole) {
        if let account { object("agent") { $0.members(of: account) } } else { null("agent") }
        member("role", role.rawValue)
    }

    mutating func account(_ account: AgentAccount, seenAt: Timestamp?) {
        object { json in
            json.members(of: account)
            json.member("seen_at", ifPresent: seenAt?.description)
        }
    }

    mutating func member(_ name: StaticString, _ account: AgentAccount) {
        object(name) { $0.members(of: account) }
    }

    private mutating func members(of account: AgentAccount) {
        member("id", account.agent.id.description)
        member("name", account.agent.name)
        member("login", ifPresent: account.login)
        member("role", account.role.rawValue)
        member("can_sign_in", account.hasPassword && !account.isDisabled)
        member("disabled", account.isDisabled)
        member("second_factor", account.hasSecondFactor)
        member("telegram", account.telegramUser != nil)
        member("created_at", account.createdAt.description)
    }

    mutating func session(_ session: AgentSession, isCurrent: Bool) {
        object { json in
            json.member("id", session.id.description)
            json.member("user_agent", ifPresent: session.userAgent)
            json.member("created_at", session.createdAt.description)
            json.member("used_at", session.usedAt.description)
            json.member("expires_at", session.expiresAt.description)
            json.member("current", isCurrent)
        }
    }

    mutating func apiKey(_ key: APIKey) {
        object { $0.members(of: key) }
    }

    mutating func member(_ name: StaticString, _ key: APIKey) {
        object(name) { $0.members(of: key) }
    }

    private mutating func members(of key: APIKey) {
        member("id", key.id.description)
        member("name", key.name)
        member("role", key.role.rawValue)
        if let maker = key.maker {
            object("made_by") { json in
                json.member("id", maker.agent.id.description)
                json.member("name", maker.agent.name)
            }
        }
        if let role = key.presentRole { member("present_role", role.rawValue) }
        member("created_at", key.createdAt.description)
        if let day = key.lastUsedDay { member("last_used_on", String(day.description.prefix(10))) }
    }
}
