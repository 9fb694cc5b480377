import Desk
import HTTPEngine
import Realtime
import ServiceLifecycle

/// The HTTP server as a service: up while the program runs; on the way down it lets in nobody new, answers those who
/// wait, and finishes what is in flight.
struct WebService: Service {
    /// How long requests in flight may take once the program is told to stop.
    static let grace = Duration.seconds(10)

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
            throw StartupError.cannotListen(on: listen, error)
        }
        try await gracefulShutdown()
        desk.hub.close()
        await server.shutdown(within: Self.grace)
    }
}

/// Closes the store last, when nobody writes any more.
struct StoreService: Service {
    let desk: Desk

    func run() async throws {
        try? await gracefulShutdown()  // cancelled or asked to stop: both mean that it is time to close
        desk.close()
    }
}
