/// Waits until `condition` holds, looking again and again, ever more rarely.
///
/// - Throws: ``NeverHappened`` after 30 seconds, which is far more than anything here takes; what `condition` throws.
public func eventually(_ condition: () async throws -> Bool) async throws {
    var pause = Duration.milliseconds(1)
    for _ in 0..<1500 {
        if try await condition() { return }
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .milliseconds(20))
    }
    throw NeverHappened()
}

public struct NeverHappened: Error {}
