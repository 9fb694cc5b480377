import ArgumentParser

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "x")
    func run() async throws {}
}
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "telegram-simulator", abstract: "x")
    func run() async throws {}
}
