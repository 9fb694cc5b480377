/// Waits until `condition` holds, looking again and again.
///
/// - Throws: ``NeverHappened`` after 20 seconds, which is far more than anything here takes.
public func eventually(_ condition: () -> Bool) async throws {
    for _ in 0..<10_000 {
        if condition() { return }
        try await Task.sleep(for: .milliseconds(2))
    }
    throw NeverHappened()
}

public struct NeverHappened: Error {}
