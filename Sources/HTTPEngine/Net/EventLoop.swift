/// One epoll loop.
public final class EventLoop: TaskExecutor, SerialExecutor {
    /// 0 for the first loop of a server, then 1, …
    public let index: Int

    /// Runs `job` on the loop. From any thread.
    public func execute(_ job: @escaping @Sendable () -> Void) { fatalError() }

    /// Runs `job` on the loop once `delay` has passed. From any thread.
    public func schedule(after delay: Duration, _ job: @escaping @Sendable () -> Void) -> LoopTimer { fatalError() }

    /// Whether the caller runs on this loop.
    public var isCurrent: Bool { fatalError() }

    public func enqueue(_ job: consuming ExecutorJob) { fatalError() }

    init(index: Int) { self.index = index }
}
/// A job that waits for its time on a loop.
public final class LoopTimer: Sendable {
    /// Forgets the job if it has not begun. From any thread.
    public func cancel() { fatalError() }
}
