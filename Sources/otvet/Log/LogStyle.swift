import Logging
import Synchronization

/// How much is logged, and in which form. It may change while the program runs, and all loggers follow.
final class LogStyle: Sendable {
    private let json: Atomic<Bool>
    /// Where in the list of all levels the lowest is that is logged.
    private let lowest: Atomic<Int>

    init(isJSON: Bool, level: Logger.Level) {
        json = Atomic(isJSON)
        lowest = Atomic(Self.index(of: level))
    }

    var isJSON: Bool { json.load(ordering: .relaxed) }
    var level: Logger.Level { Logger.Level.allCases[lowest.load(ordering: .relaxed)] }

    func set(isJSON: Bool, level: Logger.Level) {
        json.store(isJSON, ordering: .relaxed)
        lowest.store(Self.index(of: level), ordering: .relaxed)
    }

    private static func index(of level: Logger.Level) -> Int { Logger.Level.allCases.firstIndex(of: level) ?? 0 }
}
