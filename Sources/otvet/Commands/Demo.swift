import ArgumentParser
import Desk
import Domain
import FoundationEssentials
import Glibc
import HTTPEngine
import TelegramSimulator

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how it works: a shop with the widget, and beside it a page that behaves like a Telegram group.",
        discussion: "Needs no account and no token. What is written is forgotten at the end, unless --data is given.")

    @OptionGroup var flags: SettingFlags

    @Option(help: ArgumentHelp("Where the stand-in for Telegram listens.", valueName: "host:port"))
    var telegramListen = "127.0.0.1:8081"

    func run() async throws {
        try await orComplain {
            var group = TelegramSimulator.Configuration()
            group.pages = Configuration.pages(in: try Configuration.webFolder(Values(sources: flags.sources())))
            // Larger than in any earlier demo, or kept data would take new updates for old ones.
            group.firstUpdateID = Int(Timestamp.now().milliseconds / 1000)
            let simulator = try Simulator(listen: telegramListen, flag: "--telegram-listen", configuration: group)
            let telegramURL = webAddress(try simulator.start())
            let folder = TemporaryData(given: flags.folder.data)
            defer { folder.remove() }
            let read = flags.reader(overriding: [
                .data: folder.path, .demo: "true", .apiURL: telegramURL, .updates: "poll",
                .perMinute: "off", .botToken: simulator.group.token, .supportChat: "\(simulator.group.chatID)",
            ])
            let sources = try read()
            var configuration = try Configuration(sources)
            configuration.botAPI.proxy = nil  // the simulator runs on this machine
            configuration.bootstrapLogging()
            let invitation = try await invite(to: folder.path)
            var application = Application(configuration, reload: Reload(sources, read))
            application.demoTelegramURL = telegramURL
            try await application.run { address in
                say("Open \(address) for the shop and the group side by side.")
                if let invitation {
                    say("The staff's panel, once a password is chosen: \(invitation.address(at: address))")
                } else {
                    say("The staff's panel is at \(address)/admin.")
                }
                say("The group alone is at \(telegramURL). Control-C ends the demo.")
            }
            await simulator.stop()
        }
    }
}

/// Makes an account in the panel for whoever tries the demo. Nil if kept data has the account already, with a password.
private func invite(to folder: String) async throws -> Invitation? {
    umask(0o077)  // the files in the data folder are for this user alone
    let desk = try Desk(folder: folder, isMirrored: false)
    defer { desk.close() }
    do {
        return try await desk.addAgent(
            try AgentName("Olga"), login: try AgentLogin("olga@demo.example"), role: .admin, by: .terminal)
    } catch DeskError.nameTaken {
        let known = try desk.agents().first { $0.agent.name == "Olga" && !$0.hasPassword }
        guard let known else { return nil }
        return try await desk.resetAgent(known.agent.id, by: .terminal)
    }
}

/// Where a demo keeps its data: in a temporary folder, or where it is told.
private struct TemporaryData {
    let path: String
    private let isTemporary: Bool

    init(given: String?) {
        isTemporary = given == nil
        path = given ?? FileManager.default.temporaryDirectory.path + "/otvet-demo-" + UUID().uuidString
    }

    func remove() {
        if isTemporary { try? FileManager.default.removeItem(atPath: path) }  // else the system does
    }
}
