import Dispatch
import Glibc
import Metrics
import Synchronization

/// Writes lines on a queue of its own, so that whoever logs never waits for the reader of the log.
final class LogWriter: Sendable {
    /// The most bytes that may wait: a few thousand lines, enough while the reader is restarted.
    /// Further lines are dropped and counted.
    static let capacity = 1 << 20
    /// How long the program waits at its end until its last lines are taken.
    static let lastWait = Duration.seconds(1)
    static let standardError = LogWriter(STDERR_FILENO)
    static let standardOutput = LogWriter(STDOUT_FILENO)

    private struct State {
        var waiting: [UInt8] = []
        var dropped = 0
        var isWriting = false
        /// Makes the line that says how many lines were lost.
        var describeLoss: @Sendable (Int) -> [UInt8] = { Array("otvet: \($0) log lines were dropped\n".utf8) }
    }

    /// Lines that nobody took.
    let lost = Counter()
    private let descriptor: Int32
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "otvet.log")

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    func describeLoss(by describe: @escaping @Sendable (Int) -> [UInt8]) {
        state.withLock { $0.describeLoss = describe }
    }

    /// Takes whole lines, each with a line break at its end. Returns at once.
    func write(_ lines: [UInt8]) {
        let isFirst = state.withLock { state in
            guard state.waiting.count + lines.count <= Self.capacity else {
                state.dropped += Self.count(of: lines[...])
                lost.add(Self.count(of: lines[...]))
                return false
            }
            state.waiting += lines
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if isFirst { queue.async { self.drain() } }
    }

    /// Waits until all earlier lines are written, but no longer than `limit`. Returns whether they are.
    @discardableResult
    func flush(within limit: Duration = LogWriter.lastWait) -> Bool {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        let (seconds, attoseconds) = limit.components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        return done.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success
    }

    private func drain() {
        while true {
            let (lines, dropped, describe) = state.withLock { state in
                defer { state.waiting = [] }
                guard state.waiting.isEmpty else { return (state.waiting, 0, state.describeLoss) }
                defer { state.dropped = 0 }
                state.isWriting = state.dropped > 0
                return ([], state.dropped, state.describeLoss)
            }
            if !lines.isEmpty {
                // Lines that can't be written (nobody reads any more, or the disk is full) are
                // lost. Later lines are tried again.
                let rest = put(lines)
                lost.add(Self.count(of: rest))
                state.withLock { $0.dropped += Self.count(of: rest) }
            } else if dropped == 0 {
                return
            } else if !put(describe(dropped)).isEmpty {
                let isDone = state.withLock { state in
                    state.dropped += dropped
                    state.isWriting = !state.waiting.isEmpty
                    return !state.isWriting
                }
                if isDone { return }
            }
        }
    }

    /// Writes, and waits for the reader as long as it takes. Returns what could not be written.
    private func put(_ lines: [UInt8]) -> ArraySlice<UInt8> {
        var rest = lines[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Another process that shares the descriptor has made it non-blocking.
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno != EINTR {
                break
            }
        }
        return rest
    }

    private static func count(of lines: ArraySlice<UInt8>) -> Int { lines.count { $0 == UInt8(ascii: "\n") } }
}
