import ServiceLifecycle
import Synchronization

/// Who still runs, so that a stop that took too long can say whom it gave up.
final class Roll: Sendable {
    private let names = Mutex<[String]>([])

    var present: [String] { names.withLock { $0 } }

    func enter(_ name: String) { names.withLock { $0.append(name) } }

    func leave(_ name: String) {
        names.withLock { names in
            if let index = names.firstIndex(of: name) { names.remove(at: index) }
        }
    }
}

/// A service that stands on the roll while it runs.
struct Listed: Service {
    let service: any NamedService
    let roll: Roll

    func run() async throws {
        roll.enter(service.name)
        defer { roll.leave(service.name) }
        try await service.run()
    }
}
