import ArgumentParser
import Glibc

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the desk.", discussion: SettingFlags.discussion)

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let configuration = try configurationOrExit()
        try await Application(configuration, demoTelegramURL: nil).run()
    }

    private func configurationOrExit() throws -> Configuration {
        do {
            return try flags.configuration()
        } catch let error as ConfigurationError {
            complain("\(error)")
            throw ExitCode(EX_CONFIG)
        }
    }
}

/// One line on standard error.
func complain(_ line: String) {
    let bytes = Array("otvet: \(line)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)  // nowhere else to complain if this fails
}
