import ArgumentParser
import Desk
import Domain
import Glibc
import Store

/// Where the panel is, if anybody has said it.
struct PanelAddress {
    let url: String?

    func address() throws(ConfigurationError) -> String {
        guard let url else {
            throw .missing(.publicURL, reason: "the link begins with it; --public-url says it too")
        }
        return url
    }
}

/// Opens the data for a change of accounts, also while a server runs on it: nothing of accounts is kept in memory, so the
/// server sees the change with its next request.
func withAccounts(
    _ flags: SettingFlags, _ body: (Desk, PanelAddress) async throws -> Void
) async throws {
    umask(0o077)  // what is in the data folder is nobody else's business
    try await orComplain {
        let configuration = try flags.configuration()
        configuration.bootstrapLogging()
        let desk: Desk
        do {
            desk = try Desk(folder: configuration.dataFolder, telegramGroup: nil)
        } catch StoreError.locked {
            desk = try Desk(folder: configuration.dataFolder, telegramGroup: nil, isBeside: true)
        }
        defer { desk.close() }
        do {
            try await body(desk, PanelAddress(url: configuration.publicURL))
        } catch let error as DeskError {
            throw AccountError.refused(error)
        }
    }
}

/// What keeps an account from being changed. One line that says what to do.
enum AccountError: Error, CustomStringConvertible {
    case refused(DeskError)
    case unknown(name: String)
    case ambiguous(name: String)

    var description: String {
        switch self {
        case .refused(let error): error.message
        case .unknown(let name): "there is no agent “\(printable(name))”; `otvet agent list` shows them all"
        case .ambiguous(let name):
            "several are called “\(printable(name))”: say the number that `otvet agent list` shows"
        }
    }
}

enum Agents {
    /// By name, or by number where several who are known from Telegram have the same.
    static func find(_ text: String, _ desk: Desk) throws -> AgentID {
        let all = try desk.agents()
        let name = try? AgentName(text)
        let found = all.filter { $0.login == name?.login && name != nil }
        if let one = found.first { return one.agent.id }
        let named = all.filter { $0.agent.name.lowercased() == text.lowercased() || "#\($0.agent.id)" == text }
        guard let one = named.first else { throw AccountError.unknown(name: text) }
        guard named.count == 1 else { throw AccountError.ambiguous(name: text) }
        return one.agent.id
    }

    static func line(_ account: AgentAccount) -> String {
        var parts = ["#\(account.agent.id)", printable(account.agent.name), account.role.rawValue]
        if account.login == nil {
            parts.append("(Telegram only)")
        } else if !account.hasPassword {
            parts.append("(no password yet)")
        }
        if account.hasSecondFactor { parts.append("(second factor)") }
        if account.isDisabled { parts.append("(switched off)") }
        return parts.joined(separator: "  ")
    }
}

func show(_ invitation: Invitation, _ publicURL: String) {
    say("Give this link to \(printable(invitation.account.agent.name)); it works once, until \(invitation.expiresAt):")
    say(invitation.address(at: publicURL))
}
