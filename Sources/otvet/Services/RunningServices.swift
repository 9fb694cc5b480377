import ServiceLifecycle
import Synchronization

/// Who still runs, so that a stop that took too long can say whom it gave up.
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

/// A service that is counted among the running ones while it runs.
struct TrackedService: Service {
    let service: any NamedService
    let running: RunningServices

    func run() async throws {
        running.enter(service.name)
        defer { running.leave(service.name) }
        try await service.run()
    }
}
