import Glibc
import Hummingbird
import Logging

/// The smallest Hummingbird application with the same answer as `otvet serve` gives to GET /healthz. Not at the top level
/// of a main.swift: closures written there belong to the main actor, and every request would take a turn on it.
@main
struct App {
    static func main() async throws {
        let router = Router()
        router.get("/healthz") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain"],
                body: .init(byteBuffer: ByteBuffer(string: "ok\n")))
        }
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                print("listening on http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
                fflush(nil)
            },
            logger: logger)
        try await application.runService()
    }
}
