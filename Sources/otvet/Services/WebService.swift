import Desk
import HTTPEngine
import Logging
import Realtime
import ServiceLifecycle

private let log = Logger(label: "HTTP")

/// The HTTP server as a service: up while the program runs; on the way down it lets in nobody new, answers those who
/// wait, and finishes what is in flight.
struct WebService: NamedService {
    /// How long requests in flight may take once the program is told to stop. Containers are killed ten seconds after they
    /// are told, and others have to stop after this.
    static let grace = Duration.seconds(3)

    let server: HTTPServer
    let desk: Desk
    /// The address in the settings, for a complaint about it.
    let listen: String
    let onListening: @Sendable (SocketAddress) -> Void

    /// Starts here rather than before, so that whoever is told of the address can stop the program by a signal.
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

    /// What to say of what did not end in time; nil if all did.
    static func line(_ givenUp: [Unfinished: Int]) -> String? {
        let parts = Unfinished.allCases.compactMap { work in givenUp[work].map { "\($0) \(work.rawValue)" } }
        return parts.isEmpty ? nil : "stopped without waiting for " + parts.joined(separator: ", ")
    }
}

/// Closes the store last, when nobody writes any more.
struct StoreService: NamedService {
    let desk: Desk

    func run() async throws {
        try? await gracefulShutdown()  // cancelled or asked to stop: both mean that it is time to close
        desk.close()
    }
}
