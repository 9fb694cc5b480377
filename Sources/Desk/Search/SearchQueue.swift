import Dispatch
import Store
import Synchronization

/// Does what takes milliseconds off the event loops, one at a time, so that it never takes more than one core.
final class SearchQueue: Sendable {
    /// More than this don't wait: a second of work.
    static let limit = 32

    private let queue = DispatchQueue(label: "otvet.desk.search", qos: .userInitiated)
    private let waiting = Atomic(0)

    /// - Throws: ``StoreError/overloaded`` if too many wait already.
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.limit else { throw StoreError.overloaded }
        return try await queue.run(body)
    }
}
