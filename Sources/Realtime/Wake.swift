import Synchronization

/// Lets one task sleep until there is something to do. A wake-up that comes while it is
/// awake is kept; several count as one.
public final class Wake: Sendable {
    private enum State {
        case quiet
        case raised
        case sleeping(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.quiet)

    public init() {}

    public func raise() {
        let sleeper: CheckedContinuation<Void, Never>? = state.withLock { state in
            if case .sleeping(let continuation) = state {
                state = .quiet
                return continuation
            }
            state = .raised
            return nil
        }
        sleeper?.resume()
    }

    /// Sleeps until it is raised, `limit` is over, or the task is cancelled.
    public func sleep(atMost limit: Duration? = nil) async {
        let alarm = limit.map { limit in
            Task {
                try await Task.sleep(for: limit)
                raise()
            }
        }
        defer { alarm?.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isRaised = state.withLock { state in
                    if case .raised = state {
                        state = .quiet
                        return true
                    }
                    state = .sleeping(continuation)
                    return false
                }
                if isRaised { continuation.resume() }
            }
        } onCancel: {
            raise()
        }
    }
}
