import ServiceLifecycle

/// Tells systemd that a stop has begun. The last service, and so the first to stop.
struct StopNotice: NamedService {
    let socket: NotifySocket

    func run() async throws {
        try await gracefulShutdown()
        socket.send(.stopping)
    }
}
