import Dispatch
import Domain
import Synchronization

/// Where passwords are hashed and checked: one after another, beside the event loops, so that a rush of guesses takes one
/// core and 32 MiB and no more.
final class PasswordQueue: Sendable {
    /// Who waits: about two seconds of work. Whoever comes after that is asked to come again.
    static let limit = 20

    private let queue = DispatchQueue(label: "otvet.passwords", qos: .utility)
    private let waiting = Atomic(0)

    /// - Throws: ``DeskError/rateLimited(retryAfter:)`` if too many wait already.
    func hash(_ password: Password) async throws -> PasswordHash { try await run { try PasswordHash(password) } }

    func check(_ password: Password, _ hash: PasswordHash) async throws -> Bool {
        try await run { try hash.matches(password) }
    }

    private func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.limit else {
            throw DeskError.rateLimited(retryAfter: 3)
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }
}
