import ArgumentParser
import Glibc
import HTTPEngine
import Telegram

struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Ask the running server whether it can take messages.",
        discussion: """
            For health checks of containers. Asks /readyz where OTVET_LISTEN says, and ends with status 0 if messages can be \
            taken, and 1 if not or if no answer comes.
            """)

    /// Less than the 30 seconds after which container engines give a check up.
    private static let patience = Duration.seconds(10)

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        try await orComplain {
            let configuration = try flags.configuration()
            let (line, isWell) = await Self.ask(Self.address(configuration.host, configuration.port))
            say(line)
            if !isWell { throw ExitCode(EXIT_FAILURE) }
        }
    }

    private static func ask(_ address: String) async -> (line: String, isWell: Bool) {
        let session = CurlSession()
        var request = CurlRequest(url: address + "/readyz")
        request.timeout = patience
        do {
            let answer = try await session.perform(request)
            await session.shutdown()
            let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
            return (lines.map { printable(String($0)) }.joined(separator: ", "), answer.status == 200)
        } catch {
            await session.shutdown()
            return ("\(address) does not answer", false)
        }
    }

    /// Where a server on this machine is reached that listens on this host. All interfaces include the machine's own.
    static func address(_ host: String, _ port: UInt16) -> String {
        switch host {
        case "0.0.0.0": "http://127.0.0.1:\(port)"
        case "::": "http://[::1]:\(port)"
        default: host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
        }
    }
}
