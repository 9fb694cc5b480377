import ArgumentParser

@main
struct Otvet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "otvet",
        abstract: "Live chat and tickets for websites, answered from Telegram.",
        subcommands: [Serve.self, AgentCommand.self, TelegramCommand.self, Doctor.self, Demo.self, Simulate.self])
}
