import ArgumentParser
import Desk
import Domain

struct AgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent", abstract: "Manage who may sign in to the panel.",
        discussion: "Works beside a running server and without one.",
        subcommands: [
            AddAgent.self, ListAgents.self, DisableAgent.self, EnableAgent.self, ResetAgent.self, LoginOfAgent.self,
        ])
}

struct AddAgent: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make an account, and print the link to set its password with.",
        discussion: "The link works once and for 24 hours. It needs OTVET_PUBLIC_URL (--public-url).")

    @OptionGroup var flags: LinkFlags

    @Argument(help: "What the agent is called; visitors see it.")
    var name: String

    @Option(
        help: "What the agent signs in with, such as an e-mail address; visitors don't see it. Made up if left out.")
    var login: String?

    @Flag(help: "Also allow to manage agents, keys and the connection to Telegram.")
    var admin = false

    func run() async throws {
        try await withAccounts(flags) { desk, panel in
            let address = try panel.address()
            let login = try login.map { try AgentLogin($0) }
            show(
                try await desk.addAgent(AgentName(name), login: login, role: admin ? .admin : .agent, by: .terminal),
                address)
        }
    }
}

struct ListAgents: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show all agents.")

    @OptionGroup var flags: FolderFlags

    func run() async throws {
        try await withAccounts(flags) { desk, _ in
            for account in try desk.agents() { say(Agents.line(account)) }
        }
    }
}

struct DisableAgent: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Sign an agent out everywhere, and let them in no more.")

    @OptionGroup var flags: FolderFlags

    @Argument(help: Agents.argumentHelp)
    var name: String

    func run() async throws {
        try await withAccounts(flags) { desk, _ in
            let agent = try Agents.find(name, desk)
            try await desk.change(agent, .init(isDisabled: true), by: .terminal)
            say("Switched off. What they write in the Telegram group is still shown: remove them there too.")
        }
    }
}

struct EnableAgent: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Let an agent in again.")

    @OptionGroup var flags: FolderFlags

    @Argument(help: Agents.argumentHelp)
    var name: String

    func run() async throws {
        try await withAccounts(flags) { desk, _ in
            let account = try await desk.change(try Agents.find(name, desk), .init(isDisabled: false), by: .terminal)
            say("Switched on. \(Agents.wayIn(account))")
        }
    }
}

struct ResetAgent: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Take away all by which an agent's account is got into, and print a new link.",
        discussion: "Password, second factor, sessions, API keys and the link with Telegram end.")

    @OptionGroup var flags: LinkFlags

    @Argument(help: Agents.argumentHelp)
    var name: String

    func run() async throws {
        try await withAccounts(flags) { desk, panel in
            let address = try panel.address()
            show(try await desk.resetAgent(try Agents.find(name, desk), by: .terminal), address)
        }
    }
}

struct LoginOfAgent: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Change what an agent signs in with.")

    @OptionGroup var flags: FolderFlags

    @Argument(help: Agents.argumentHelp)
    var name: String

    @Argument(help: "Such as an e-mail address; visitors don't see it.")
    var login: String

    func run() async throws {
        try await withAccounts(flags) { desk, _ in
            let account = try await desk.change(
                try Agents.find(name, desk), .init(login: AgentLogin(login)), by: .terminal)
            say("\(printable(account.agent.name)) signs in as “\(printable(account.login ?? ""))” now.")
        }
    }
}
