import ServiceLifecycle

/// A service with a name, by which a stop can report it.
protocol NamedService: Service {
    var name: String { get }
}

extension NamedService {
    var name: String { "\(Self.self)" }
}

/// Work in the background, which a stop cancels. If the work ends by itself, the program goes on.
struct BackgroundService: NamedService {
    let name: String
    private let work: @Sendable () async -> Void

    init(_ name: String, _ work: @escaping @Sendable () async -> Void) {
        self.name = name
        self.work = work
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { await work() }
        try await gracefulShutdown()
    }
}
