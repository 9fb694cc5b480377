import ArgumentParser

struct TelegramCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telegram", abstract: "Set up the connection to Telegram.", subcommands: [Connect.self])
}
