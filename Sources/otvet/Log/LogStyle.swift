import Logging
import Synchronization

/// How much is logged, and in which form. It may change while the program runs, and all loggers follow.
final class LogStyle: Sendable {
    private let json: Atomic<Bool>
    private let informs: Atomic<Bool>

    /// - Parameter informs: Whether ordinary events are logged too.
    init(isJSON: Bool, informs: Bool) {
        json = Atomic(isJSON)
        self.informs = Atomic(informs)
    }

    var isJSON: Bool { json.load(ordering: .relaxed) }
    var level: Logger.Level { informs.load(ordering: .relaxed) ? .info : .warning }

    func set(isJSON: Bool, informs: Bool) {
        json.store(isJSON, ordering: .relaxed)
        self.informs.store(informs, ordering: .relaxed)
    }
}
