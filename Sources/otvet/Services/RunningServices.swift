import ServiceLifecycle
import Synchronization

/// The services that still run, so that a stop which takes too long can name them.
final class RunningServices: Sendable {
    private let names = Mutex<[String]>([])

    var present: [String] { names.withLock { $0 } }

    func enter(_ name: String) { names.withLock { $0.append(name) } }

    func leave(_ name: String) {
        names.withLock { names in
            if let index = names.firstIndex(of: name) { names.remove(at: index) }
        }
    }
}

/// Counts a service as running while it runs.
struct TrackedService: Service {
    let service: any NamedService
    let running: RunningServices

    func run() async throws {
        running.enter(service.name)
        defer { running.leave(service.name) }
        try await service.run()
    }
}
