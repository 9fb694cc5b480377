import ArgumentParser
import Desk
import Domain
import Glibc
import Store
import WebAPI

/// The address of the panel, if it is configured.
struct PanelAddress {
    let url: String?

    func address() throws(ConfigurationError) -> String {
        guard let url else {
            throw .missing(.publicURL, reason: "the link begins with it; --public-url says it too")
        }
        return url
    }
}

/// Opens the data to change accounts, even while a server runs on it. The server keeps nothing about accounts in
/// memory, so it sees the change with its next request.
func withAccounts(
    _ flags: some SettingSource, _ body: (Desk, PanelAddress) async throws -> Void
) async throws {
    umask(0o077)  // the files in the data folder are for this user alone
    try await orComplain {
        let configuration = try flags.configuration()
        configuration.bootstrapLogging()
        guard try StoreSummary(folder: configuration.dataFolder) != nil else {
            throw AccountError.noData(folder: configuration.dataFolder)
        }
        let desk: Desk
        do {
            desk = try Desk(folder: configuration.dataFolder, isMirrored: false)
        } catch StoreError.locked {
            desk = try Desk(folder: configuration.dataFolder, isMirrored: false, isBeside: true)
        }
        defer { desk.close() }
        do {
            try await body(desk, PanelAddress(url: configuration.publicURL?.text))
        } catch let error as DeskError {
            throw AccountError.refused(error)
        }
    }
}

/// Why an account can't be changed, or a person not be erased. The description is one line that says what to do.
enum AccountError: Error, CustomStringConvertible {
    case refused(DeskError)
    case unknown(name: String)
    case ambiguous(name: String, among: [AgentID])
    case unknownUser(String)
    case ambiguousUser(String, among: [UserID])
    /// Nobody can be asked whether an erasure is meant.
    case unconfirmed
    case noData(folder: String)

    var description: String {
        switch self {
        case .refused(let error): error.message
        case .unknown(let name): "there is no agent “\(printable(name))”; `otvet agent list` shows them all"
        case .ambiguous(let name, let agents):
            "“\(printable(name))” may be \(agents.map { "'#\($0)'" }.joined(separator: " or ")): say which, with the "
                + "quotes, since a shell takes a bare # for a comment"
        case .unknownUser(let text):
            "there is no user “\(printable(text))”: give the number that the panel shows, or who your site says they are"
        case .ambiguousUser(let text, let users):
            "“\(printable(text))” may be \(users.map { "'#\($0)'" }.joined(separator: " or ")): say which, with the quotes"
        case .unconfirmed:
            "there is no terminal to ask whether it is meant: say --yes, and everything of them goes for good"
        case .noData(let folder):
            "there is no database in “\(printable(folder))”: start `otvet serve` once, or name the folder it uses "
                + "(--data or OTVET_DATA)"
        }
    }
}

enum Agents {
    /// The help text for the argument that ``find(_:_:)`` reads.
    static let argumentHelp: ArgumentHelp = "The agent's login, name, or number in `otvet agent list`."

    /// Finds an agent by login, name or number. Several agents who are known only from Telegram may have the same name,
    /// and a name may be a number too. `#2` always means the number.
    static func find(_ text: String, _ desk: Desk) throws -> AgentID {
        let all = try desk.agents()
        if let one = all.first(where: { "#\($0.agent.id)" == text }) { return one.agent.id }
        let login = try? AgentLogin(text)
        if let one = all.first(where: { $0.login == login?.text && login != nil }) { return one.agent.id }
        let named = all.filter { $0.agent.name.lowercased() == text.lowercased() || "\($0.agent.id)" == text }
        guard let one = named.first else { throw AccountError.unknown(name: text) }
        guard named.count == 1 else { throw AccountError.ambiguous(name: text, among: named.map(\.agent.id)) }
        return one.agent.id
    }

    /// How an agent whose account has been enabled can sign in.
    static func wayIn(_ account: AgentAccount) -> String {
        if account.hasPassword { return "The password is the one before." }
        if account.telegramUser != nil { return "They sign in with Telegram." }
        return "There is no password yet: `otvet agent reset \(account.agent.id)` prints a link to choose one."
    }

    static func line(_ account: AgentAccount) -> String {
        var parts = ["\(account.agent.id)", printable(account.agent.name), account.role.rawValue]
        if let login = account.login {
            parts.append("signs in as “\(printable(login))”")
            if !account.hasPassword { parts.append("(no password yet)") }
        } else {
            parts.append("(Telegram only)")
        }
        if account.hasSecondFactor { parts.append("(second factor)") }
        if account.isDisabled { parts.append("(switched off)") }
        return parts.joined(separator: "  ")
    }
}

func show(_ invitation: Invitation, _ publicURL: String) {
    say("Give this link to \(printable(invitation.account.agent.name)); it works once, until \(invitation.expiresAt).")
    say("After that they sign in as “\(printable(invitation.account.login ?? ""))”, which visitors do not see.")
    say(invitation.address(at: publicURL))
}
