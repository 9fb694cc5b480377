import Dispatch

extension DispatchQueue {
    /// Runs `body` on this queue, and returns or throws what it does. Whoever waits for it holds up no thread.
    func run<Success: Sendable>(_ body: @escaping @Sendable () throws -> Success) async throws -> Success {
        try await withCheckedThrowingContinuation { continuation in
            async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
