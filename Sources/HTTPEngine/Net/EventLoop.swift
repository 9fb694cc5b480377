import CLinux
import Dispatch
import Glibc
import Synchronization

/// An edge-triggered epoll loop on a serial Dispatch queue. It owns sockets and timers. It is also an executor: tasks
/// that prefer it start and resume between two polls, without a hop to another thread.
///
/// Unchecked: loop-confined members are touched only on the thread that runs the loop, or, once the loop has ended, on
/// its serial queue. The rest is immutable, atomic or behind a Mutex.
public final class EventLoop: TaskExecutor, SerialExecutor, @unchecked Sendable {
    /// 0 for the first loop of a server, then 1, …
    public let index: Int

    private let queue: DispatchQueue
    private let epoll: Epoll
    private let wakeUp: Int32
    /// `pthread_self()` of the thread that runs the loop; 0 while there is none.
    private let thread = Atomic<UInt>(0)
    /// Set before the loop looks at ``foreign`` for the last time and sleeps. Only then does a
    /// sender have to write to ``wakeUp``.
    private let sleeping = Atomic<Bool>(false)
    private let stopping = Atomic<Bool>(false)
    private let foreign = Mutex(ForeignWork())

    // The members from here on are loop-confined.
    /// Nanoseconds of the monotonic clock, read once a turn.
    private(set) var now = monotonicNanoseconds()
    private(set) var dateLine = DateLine()
    var requestIDs = RequestID.Generator()
    /// It calls nothing outside while it is changed; see ``Channel/output``.
    @exclusivity(unchecked) var buffers = BufferPool()
    private var local: [Work] = []
    private var unflushed: [Channel] = []
    private var timers = TimerHeap()
    private var registrations: [Registration?] = []
    private var lastRegistration: UInt32 = 0

    private enum Work {
        case job(UnownedJob)
        case closure(@Sendable () -> Void)
    }

    /// Work from other threads. It grows with the number of tasks and senders, each of which has a bound of its own.
    private struct ForeignWork {
        var items: [Work] = []
        var loopHasEnded = false
    }

    private struct Registration {
        let id: UInt32
        let handler: any ReadinessHandler
    }

    init(index: Int) throws(StartError) {
        self.index = index
        queue = DispatchQueue(label: "otvet.loop.\(index)")
        epoll = try Epoll()
        wakeUp = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard wakeUp >= 0 else { throw .system(call: "eventfd", errno: errno) }
        guard epoll.add(wakeUp, id: 0, .readable) else { throw .system(call: "epoll_ctl", errno: errno) }
    }

    deinit { close(wakeUp) }

    // MARK: From any thread

    /// Whether the caller runs on this loop.
    public var isCurrent: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Runs `job` on the loop, after all jobs that were given before. Can be called from any thread.
    public func execute(_ job: @escaping @Sendable () -> Void) { add(.closure(job)) }

    /// Runs `job` on the loop after `delay`. Can be called from any thread.
    public func schedule(after delay: Duration, _ job: @escaping @Sendable () -> Void) -> LoopTimer {
        let timer = LoopTimer(loop: self, job: job)
        let deadline = monotonicNanoseconds() + delay.clampedNanoseconds
        if isCurrent {
            set(timer, at: deadline)
        } else {
            execute { [self] in if !timer.isCancelled { set(timer, at: deadline) } }
        }
        return timer
    }

    public func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
    public func checkIsolated() { precondition(isCurrent, "not on the event loop") }
    public func isIsolatingCurrentContext() -> Bool? { isCurrent }

    func start() { queue.async { self.run() } }

    /// Ends the loop after its present turn. Jobs that come later run on its queue.
    func stop() {
        stopping.store(true, ordering: .releasing)
        execute {}
    }

    private func add(_ work: Work) {
        if isCurrent {
            local.append(work)
            return
        }
        let hasEnded = foreign.withLock { foreign in
            foreign.items.append(work)
            return foreign.loopHasEnded
        }
        if hasEnded {
            queue.async { self.runLeftovers() }
        } else if sleeping.exchange(false, ordering: .sequentiallyConsistent) {
            var one: UInt64 = 1
            write(wakeUp, &one, 8)
        }
    }

    // MARK: On the loop

    func set(_ timer: LoopTimer, at deadline: UInt64) { timers.set(timer, at: deadline) }

    func pause(_ timer: LoopTimer) { timers.remove(timer) }

    func cancel(_ timer: LoopTimer) {
        timers.remove(timer)
        timer.isCancelled = true
        timer.job = nil
    }

    /// Registers a socket for all of `interest`. False if the kernel refuses.
    func register(_ socket: Int32, _ interest: Readiness, handler: any ReadinessHandler) -> Bool {
        lastRegistration &+= 1
        guard epoll.add(socket, id: lastRegistration, interest) else { return false }
        let place = Int(socket)
        if place >= registrations.count {
            registrations.append(contentsOf: repeatElement(nil, count: place + 1 - registrations.count))
        }
        registrations[place] = Registration(id: lastRegistration, handler: handler)
        return true
    }

    func deregister(_ socket: Int32) {
        epoll.remove(socket)
        registrations[Int(socket)] = nil
    }

    /// The open connections of this loop.
    var channels: [Channel] { registrations.compactMap { $0?.handler as? Channel } }

    /// Makes `channel` send what it has gathered at the end of this turn.
    func flushSoon(_ channel: Channel) { unflushed.append(channel) }

    private func run() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while !stopping.load(ordering: .acquiring) {
            let count = epoll.wait(&events, milliseconds: untilNextWork())
            sleeping.store(false, ordering: .relaxed)
            now = monotonicNanoseconds()
            dateLine.refresh(unixSeconds: coarseUnixSeconds())
            for event in events[..<count] { dispatch(event) }
            while let timer = timers.popDue(at: now) { timer.job?() }
            runWork()
        }
        runWork()
        thread.store(0, ordering: .relaxed)
        foreign.withLock { $0.loopHasEnded = true }
        runLeftovers()
    }

    /// How long the loop may sleep: not at all if there is work, otherwise until the nearest timer.
    private func untilNextWork() -> Int32 {
        guard local.isEmpty, unflushed.isEmpty else { return 0 }
        sleeping.store(true, ordering: .sequentiallyConsistent)
        guard foreign.withLock({ $0.items.isEmpty }) else { return 0 }
        guard let nearest = timers.nearest else { return -1 }
        let time = monotonicNanoseconds()
        // Rounded up: waking a fraction of a millisecond early would make the loop spin.
        return nearest <= time ? 0 : Int32(clamping: (nearest - time + 999_999) / 1_000_000)
    }

    private func dispatch(_ event: epoll_event) {
        if event.socket == wakeUp {
            var count: UInt64 = 0
            read(wakeUp, &count, 8)
            return
        }
        let place = Int(event.socket)
        guard place < registrations.count, let registration = registrations[place], registration.id == event.id
        else { return }
        registration.handler.ready(event.readiness)
    }

    /// Runs jobs and then sends what they wrote. It repeats this a few times for jobs that those have added,
    /// so that a task which yields does not wait for a poll. The number is bounded, or a task that always
    /// yields would starve the sockets.
    private func runWork() {
        for _ in 0..<8 {
            var batch = foreign.withLock { foreign in
                var items: [Work] = []
                swap(&items, &foreign.items)
                return items
            }
            batch.append(contentsOf: local)
            local.removeAll(keepingCapacity: local.count < 1024)
            for work in batch { run(work) }
            flushAll()
            if local.isEmpty { return }
        }
    }

    private func flushAll() {
        while !unflushed.isEmpty {
            var batch: [Channel] = []
            swap(&batch, &unflushed)
            for channel in batch { channel.flush() }
        }
    }

    private func run(_ work: Work) {
        switch work {
        case .job(let job):
            job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
        case .closure(let closure): closure()
        }
    }

    private func runLeftovers() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        defer { thread.store(0, ordering: .relaxed) }
        repeat { runWork() } while !local.isEmpty
    }
}

/// Something that is registered with a loop.
protocol ReadinessHandler: AnyObject {
    func ready(_ readiness: Readiness)
}
