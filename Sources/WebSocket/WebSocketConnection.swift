import HTTPEngine
import Synchronization

/// The server's end of a WebSocket, as a session sees it. It can be used from any thread; the protocol is spoken by a
/// ``WebSocketDriver`` on the connection's loop.
public final class WebSocketConnection: Sendable {
    private let limits: WebSocketLimits
    private let loop: EventLoop
    private let state = Mutex(State())

    enum Outgoing: Sendable {
        case frame(EncodedFrame)
        case close(EncodedFrame)
    }

    private struct State {
        /// Nil before the connection is handed over and after it is gone.
        var driver: LoopBound<WebSocketDriver>?
        var inbox = Queue<WebSocketMessage>()
        var reader: CheckedContinuation<WebSocketMessage?, Never>?
        var isReadingPaused = false
        var outbox = Queue<Outgoing>()
        var outboxBytes = 0
        /// Bytes in the outbox when they were last counted.
        var countedBytes = 0
        /// Whether the driver will come for what is in the outbox.
        var isDrainScheduled = false
        /// The first reason wins, and after it nothing more is sent.
        var closeCode: CloseCode?
    }

    init(limits: WebSocketLimits, loop: EventLoop) {
        self.limits = limits
        self.loop = loop
    }

    // MARK: For the session

    /// The next message, or nil once either side has closed (the messages that came before the peer's close are still
    /// given) or the task is cancelled. For one reader at a time.
    public func next() async -> WebSocketMessage? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in take(for: continuation) }
        } onCancel: {
            state.withLock { $0.reader.take() }?.resume(returning: nil)
        }
    }

    /// Queues a frame. From any thread, never blocks; frames go out in the order of the calls. A peer that does not
    /// read until more than ``WebSocketLimits/outboxBytes`` are queued is closed with 1013.
    public func send(_ frame: EncodedFrame) {
        post { state in
            guard state.outboxBytes + frame.bytes.count <= limits.outboxBytes else {
                // What it has not read is freed: it must catch up in another way.
                state.outbox = Queue()
                state.outboxBytes = 0
                close(&state, .tryAgainLater, "too slow")
                return
            }
            state.outbox.append(.frame(frame))
            state.outboxBytes += frame.bytes.count
        }
        countOutbox()
    }

    /// Sees to it that an outbox which grows behind a peer that does not read is counted.
    private func countOutbox() {
        let driver = state.withLock { state -> LoopBound<WebSocketDriver>? in
            guard state.outboxBytes >= state.countedBytes + Self.countedStep else { return nil }
            state.countedBytes = state.outboxBytes
            return state.driver
        }
        if let driver { loop.execute { driver.value.count() } }
    }

    private static let countedStep = 32 * 1024

    public func send(text: String) { send(EncodedFrame(text: Array(text.utf8))) }

    /// Starts the closing handshake. From any thread; what was sent before goes out first.
    ///
    /// - Parameter reason: At most 123 bytes are sent.
    public func close(_ code: CloseCode, reason: String = "") { post { close(&$0, code, reason) } }

    /// Why the connection was closed; nil while it is open.
    public var closeCode: CloseCode? { state.withLock { $0.closeCode } }

    // MARK: For the driver

    /// Bytes in the outbox; they count as counted.
    var waitingBytes: Int {
        state.withLock { state in
            state.countedBytes = state.outboxBytes
            return state.outboxBytes
        }
    }

    func attach(_ driver: WebSocketDriver) {
        state.withLock { $0.driver = LoopBound(driver, loop: loop) }
    }

    /// Hands a message to the session; true if the inbox is full now, and nothing more may come until
    /// ``WebSocketDriver/resumeReading()``.
    func deliver(_ message: WebSocketMessage) -> Bool {
        let (reader, isFull) = state.withLock { state -> (CheckedContinuation<WebSocketMessage?, Never>?, Bool) in
            guard state.closeCode == nil else { return (nil, false) }
            if let reader = state.reader.take() { return (reader, false) }
            state.inbox.append(message)
            state.isReadingPaused = state.inbox.count >= limits.inboxMessages
            return (nil, state.isReadingPaused)
        }
        reader?.resume(returning: message)
        return isFull
    }

    /// What is to be sent next; after nil, the next thing queued calls the driver again.
    func takeOutgoing() -> Outgoing? {
        state.withLock { state in
            guard let first = state.outbox.popFirst() else {
                state.isDrainScheduled = false
                return nil
            }
            if case .frame(let frame) = first { state.outboxBytes -= frame.bytes.count }
            return first
        }
    }

    /// The peer has closed or is lost. If the connection was not closed for another reason before, it is now.
    func ended(_ code: CloseCode) {
        let reader = state.withLock { state in
            if state.closeCode == nil { state.closeCode = code }
            return state.reader.take()
        }
        reader?.resume(returning: nil)
    }

    /// The socket is gone.
    func detach() {
        state.withLock { state in
            state.driver = nil
            state.outbox = Queue()
            state.outboxBytes = 0
        }
    }

    // MARK: Inside

    private func take(for continuation: CheckedContinuation<WebSocketMessage?, Never>) {
        enum Outcome { case result(WebSocketMessage?, resuming: LoopBound<WebSocketDriver>?), waiting }
        let outcome = state.withLock { state -> Outcome in
            precondition(state.reader == nil, "a WebSocket has one reader at a time")
            if let message = state.inbox.popFirst() {
                // Half empty before the peer is let go on, so that it does not start and stop with every message.
                guard state.isReadingPaused, state.inbox.count <= limits.inboxMessages / 2 else {
                    return .result(message, resuming: nil)
                }
                state.isReadingPaused = false
                return .result(message, resuming: state.driver)
            }
            guard state.closeCode == nil, !Task.isCancelled else { return .result(nil, resuming: nil) }
            state.reader = continuation
            return .waiting
        }
        guard case .result(let message, let paused) = outcome else { return }
        if let paused { loop.execute { paused.value.resumeReading() } }
        continuation.resume(returning: message)
    }

    /// Changes what is to be sent, unless the connection is closed, and sees to it that the driver gets to know.
    private func post(_ change: (inout State) -> Void) {
        let (driver, reader, isClosing) = state.withLock {
            state -> (LoopBound<WebSocketDriver>?, CheckedContinuation<WebSocketMessage?, Never>?, Bool) in
            guard state.closeCode == nil else { return (nil, nil, false) }
            change(&state)
            let isClosing = state.closeCode != nil
            guard isClosing || !state.isDrainScheduled else { return (nil, nil, false) }
            state.isDrainScheduled = true
            return (state.driver, isClosing ? state.reader.take() : nil, isClosing)
        }
        reader?.resume(returning: nil)
        guard let driver else { return }
        loop.execute { if isClosing { driver.value.beginClosing() } else { driver.value.drainOutbox() } }
    }

    private func close(_ state: inout State, _ code: CloseCode, _ reason: String) {
        state.closeCode = code
        state.inbox = Queue()
        state.outbox.append(.close(EncodedFrame(close: code, reason: reason)))
    }
}
