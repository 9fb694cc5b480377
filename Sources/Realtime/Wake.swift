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

/// Wakes several tasks that wait for the same work.
public final class Wakes: Sendable {
    private let followers = Mutex<[Wake]>([])
    private let raised = Atomic(0)

    /// How often it was raised, by which a task sees whether something has changed since it last looked.
    public var count: Int { raised.load(ordering: .acquiring) }

    public init() {}

    /// A wake that is raised together with the others from here on. It is kept as long as this object.
    public func follow() -> Wake {
        let wake = Wake()
        followers.withLock { $0.append(wake) }
        return wake
    }

    public func raise() {
        raised.wrappingAdd(1, ordering: .acquiringAndReleasing)
        for wake in followers.withLock({ $0 }) { wake.raise() }
    }
}
