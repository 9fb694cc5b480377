import HTTPEngine
import Synchronization

/// The server's end of a WebSocket, as a session sees it. It can be used from any thread. A ``WebSocketDriver`` on the
/// connection's loop speaks the protocol.
public final class WebSocketConnection: Sendable {
    private let limits: WebSocketLimits
    private let loop: EventLoop
    private let state = Mutex(State())

    enum Outgoing: Sendable {
        case frame(EncodedFrame)
        case close(EncodedFrame)
    }

    private struct State {
        /// Nil before the connection is handed over, and after it has ended.
        var driver: LoopBound<WebSocketDriver>?
        var inbox = Queue<WebSocketMessage>()
        var reader: CheckedContinuation<WebSocketMessage?, Never>?
        var isReadingPaused = false
        var outbox = Queue<Outgoing>()
        var outboxBytes = 0
        /// The size of the outbox when it was last reported to the memory budget.
        var countedBytes = 0
        /// Whether the driver is about to take what is in the outbox.
        var isDrainScheduled = false
        /// The first code that was given stays. After it nothing more is sent.
        var closeCode: CloseCode?
    }

    init(limits: WebSocketLimits, loop: EventLoop) {
        self.limits = limits
        self.loop = loop
    }

    // MARK: For the session

    /// The next message. Nil once the task is cancelled or either side has closed; messages that came before the peer's
    /// close are still delivered. For one reader at a time.
    public func next() async -> WebSocketMessage? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in take(for: continuation) }
        } onCancel: {
            state.withLock { $0.reader.take() }?.resume(returning: nil)
        }
    }

    /// Queues a frame. Can be called from any thread and never blocks; frames are sent in the order of
    /// the calls. If the peer does not read and more than ``WebSocketLimits/outboxBytes`` are queued,
    /// the connection is closed with 1013.
    public func send(_ frame: EncodedFrame) {
        post { state in
            guard state.outboxBytes + frame.bytes.count <= limits.outboxBytes else {
                // Frames that the peer has not read are freed: it has to catch up in another way.
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

    /// Has the outbox reported to the memory budget if it has grown since the last time.
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

    /// Starts the closing handshake. Can be called from any thread; frames that were queued before are sent first.
    ///
    /// - Parameter reason: Only its first 123 bytes are sent.
    public func close(_ code: CloseCode, reason: String = "") { post { close(&$0, code, reason) } }

    /// Why the connection was closed; nil while it is open.
    public var closeCode: CloseCode? { state.withLock { $0.closeCode } }

    // MARK: For the driver

    /// Bytes in the outbox. Reading this notes them as reported to the memory budget.
    var waitingBytes: Int {
        state.withLock { state in
            state.countedBytes = state.outboxBytes
            return state.outboxBytes
        }
    }

    func attach(_ driver: WebSocketDriver) {
        state.withLock { $0.driver = LoopBound(driver, loop: loop) }
    }

    /// Hands a message to the session. True if the inbox is full; then the driver must deliver nothing more until
    /// ``WebSocketDriver/resumeReading()`` is called.
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

    /// The next thing to send. After it has returned nil, the driver is called again when something is queued.
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

    /// Notes that the peer has closed or is lost. An earlier reason for closing stays.
    func ended(_ code: CloseCode) {
        let reader = state.withLock { state in
            if state.closeCode == nil { state.closeCode = code }
            return state.reader.take()
        }
        reader?.resume(returning: nil)
    }

    /// Notes that the socket is closed.
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
                // The inbox must be half empty first, so that the peer is not stopped and let go on with every message.
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

    /// Changes what is to be sent, unless the connection is closed, and wakes the driver.
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
