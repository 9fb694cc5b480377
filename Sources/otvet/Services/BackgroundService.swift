import ServiceLifecycle

/// A service that a stop can name.
protocol NamedService: Service {
    var name: String { get }
}

extension NamedService {
    var name: String { "\(Self.self)" }
}

/// Work that goes on beside everything else and is cancelled by a stop. Work that is done before is no reason to stop.
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
