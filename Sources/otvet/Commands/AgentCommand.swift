import ArgumentParser
import Desk
import Domain

struct AgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent", abstract: "Manage who may sign in to the panel.",
        discussion: "Works beside a running server and without one.",
        subcommands: [AddAgent.self, ListAgents.self, DisableAgent.self, EnableAgent.self, ResetAgent.self])
}

struct AddAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make an account, and print the link to set its password with.",
        discussion: "The link works once and for 24 hours. It needs OTVET_PUBLIC_URL (--public-url).")

    @OptionGroup var flags: SettingFlags

    @Argument(help: "What the agent is called, and signs in with.")
    var name: String

    @Flag(help: "Also allow to manage agents, keys and the connection to Telegram.")
    var admin = false

    func run() async throws {
        try await withAccounts(flags) { desk, panel in
            let address = try panel.address()
            show(try await desk.addAgent(AgentName(name), role: admin ? .admin : .agent), address)
        }
    }
}

struct ListAgents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show all agents.")

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        try await withAccounts(flags) { desk, _ in
            for account in try desk.agents() { say(Agents.line(account)) }
        }
    }
}

struct DisableAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Sign an agent out everywhere, and let them in no more.")

    @OptionGroup var flags: SettingFlags

    @Argument(help: "The agent's name.")
    var name: String

    func run() async throws {
        try await withAccounts(flags) { desk, _ in
            let agent = try Agents.find(name, desk)
            try await desk.change(agent, .init(isDisabled: true))
            say("Switched off. What they write in the Telegram group is still shown: remove them there too.")
        }
    }
}

struct EnableAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Let an agent in again.")

    @OptionGroup var flags: SettingFlags

    @Argument(help: "The agent's name.")
    var name: String

    func run() async throws {
        try await withAccounts(flags) { desk, _ in
            try await desk.change(try Agents.find(name, desk), .init(isDisabled: false))
            say("Switched on. The password is the one before.")
        }
    }
}

struct ResetAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Take an agent's password and second factor away, and print a new link.")

    @OptionGroup var flags: SettingFlags

    @Argument(help: "The agent's name.")
    var name: String

    func run() async throws {
        try await withAccounts(flags) { desk, panel in
            let address = try panel.address()
            show(try await desk.resetAgent(try Agents.find(name, desk)), address)
        }
    }
}
