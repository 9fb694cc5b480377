import Desk
import HTTPEngine
import Logging
import Realtime
import ServiceLifecycle

private let log = Logger(label: "HTTP")

/// The HTTP server as a service. On a stop it lets no new clients in, answers waiting polls,
/// and finishes requests in flight.
struct WebService: NamedService {
    /// How long requests in flight may take after a stop. Containers are killed ten seconds after they are told to
    /// stop, and other services stop after this one.
    static let grace = Duration.seconds(3)

    let server: HTTPServer
    let desk: Desk
    /// The address in the settings, for an error about it.
    let listen: String
    let onListening: @Sendable (SocketAddress) -> Void

    /// The server starts here and not earlier, so that whoever reads the address can
    /// already stop the program by a signal.
    func run() async throws {
        do {
            onListening(try server.start())
        } catch {
            throw StartupError.cannotListen(on: listen, error, setting: Setting.listen.rawValue)
        }
        try await gracefulShutdown()
        desk.endListening()
        let givenUp = await server.shutdown(within: Self.grace)
        if let line = Self.line(givenUp) { log.error("\(line)") }
    }

    /// A line about the work that did not end in time; nil if all did.
    static func line(_ givenUp: [Unfinished: Int]) -> String? {
        let parts = Unfinished.allCases.compactMap { work in givenUp[work].map { "\($0) \(work.rawValue)" } }
        return parts.isEmpty ? nil : "stopped without waiting for " + parts.joined(separator: ", ")
    }
}

/// Closes the store, as the last service, when nobody writes any more.
struct StoreService: NamedService {
    let desk: Desk

    func run() async throws {
        try? await gracefulShutdown()  // both a cancellation and a stop mean that it is time to close
        desk.close()
    }
}
