/// A job that waits for its time on a loop.
///
/// Unchecked: everything but `loop` is touched only on the loop.
public final class LoopTimer: @unchecked Sendable {
    let loop: EventLoop
    /// Nanoseconds of the monotonic clock.
    var deadline: UInt64 = 0
    /// Its index in the loop's heap; -1 while it is not in the heap.
    var place = -1
    var isCancelled = false
    var job: (() -> Void)?

    init(loop: EventLoop, job: @escaping () -> Void) {
        self.loop = loop
        self.job = job
    }

    /// Forgets the job if it has not begun. Can be called from any thread.
    public func cancel() {
        if loop.isCurrent {
            loop.cancel(self)
        } else {
            loop.execute { [self] in loop.cancel(self) }
        }
    }
}
