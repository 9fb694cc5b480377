/// A job that waits for its time on a loop.
///
/// Unchecked: everything but `loop` is touched on the loop only.
public final class LoopTimer: @unchecked Sendable {
    let loop: EventLoop
    /// Nanoseconds of the monotonic clock.
    var deadline: UInt64 = 0
    /// Index in the loop's heap; -1 while not in it.
    var place = -1
    var isCancelled = false
    var job: (() -> Void)?

    init(loop: EventLoop, job: @escaping () -> Void) {
        self.loop = loop
        self.job = job
    }

    /// Forgets the job if it has not begun. From any thread.
    public func cancel() {
        if loop.isCurrent {
            loop.cancel(self)
        } else {
            loop.execute { [self] in loop.cancel(self) }
        }
    }
}
