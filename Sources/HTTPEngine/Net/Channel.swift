import Glibc
import Synchronization

/// A connected socket. It reads into a buffer that the loop lends, keeps what the driver does not consume, and queues
/// output. It belongs to its loop and knows nothing of the protocol.
public final class Channel: ReadinessHandler {
    public let loop: EventLoop
    private let socket: Int32
    private var transport = Transport.plain
    /// What the handshake begins with, when the first bytes are there; nil from then on, and on a port without TLS.
    private var awaitedTLS: TLSContext?
    private let timeouts: Timeouts
    private let budget: MemoryBudget
    private let id: UInt64
    /// The client's network. Behind a proxy it is nil until a request tells it.
    var network: IPNetwork?
    /// The bytes that the budget has counted for this connection.
    private var counted = 0
    private var countedNetwork: IPNetwork?
    /// Bytes that the driver itself holds in memory.
    public var heldByDriver = 0 { didSet { if heldByDriver != oldValue { count() } } }
    private let onClose: (IPNetwork?) -> Void
    private var driver: (any ChannelDriver)?
    private var stage: Stage

    /// Bytes that were received and not consumed. Empty while ``pump()`` has them in a buffer.
    private var rest: [UInt8] = []
    /// Whether the driver should look at the rest again: more has come, or the driver has resumed reading.
    private var hasNews = false
    private var readable = false
    private var isReadingPaused = false
    private var isPumping = false
    private var peerHasClosed = false
    private var inputHasEnded = false
    private var lingered = 0

    // The queue calls nothing outside while it is changed, so the run-time check for overlapping access could not find
    // one. The check would cost as much as parsing a head.
    @exclusivity(unchecked) private var output = OutputQueue()
    private var writable = true
    private var outputWasBlocked = false
    private var isFlushScheduled = false

    private var timer: LoopTimer?
    private var pace: WritePace
    private var driverDeadline = UInt64.max
    private var writeDeadline = UInt64.max
    /// When the loop's timer fires.
    private var timerDeadline = UInt64.max

    /// Times are in nanoseconds.
    struct Timeouts {
        let write: UInt64
        let linger: UInt64
        /// Bytes a second that the peer must take on average.
        let writeRate: Int
    }

    /// The last number given to a channel. Numbers are never used again.
    private static let lastID = Atomic<UInt64>(0)

    private enum Stage {
        /// Nobody has been heard yet, or TLS is being agreed on. The driver's deadline runs.
        case handshaking
        case open
        /// Sends what is queued, then closes the sending side.
        case finishing
        /// Waits for the peer to close and drops what it still sends. Closing a socket with unread input would reset
        /// the connection, and the peer could lose the last bytes sent to it (RFC 9112 §9.6).
        case lingering
        case closed
    }

    /// Reads in one turn before other connections get theirs.
    private static let readsPerTurn = 16
    /// The first bounds the bytes of a file that one call sends, the second those of one turn.
    private static let fileSlice = 256 * 1024
    private static let fileBytesPerTurn = 1024 * 1024
    /// Bytes held are counted in steps of this size. An ordinary answer stays below the first step and costs no
    /// counting; even the largest number of connections together hold little below it.
    private static let countedStep = 8 * 1024
    /// Bytes that are dropped while lingering. A peer that sends more does not listen.
    private static let lingerBytes = 1024 * 1024

    /// Takes ownership of `socket`, which must be non-blocking.
    ///
    /// - Parameter tls: With what the peer has to agree on TLS; nil for a connection without it.
    init(
        socket: Int32, tls: TLSContext?, network: IPNetwork?, loop: EventLoop, timeouts: Timeouts,
        budget: MemoryBudget, onClose: @escaping (IPNetwork?) -> Void
    ) {
        self.socket = socket
        awaitedTLS = tls
        stage = tls == nil ? .open : .handshaking
        self.network = network
        countedNetwork = network
        self.loop = loop
        self.timeouts = timeouts
        self.budget = budget
        id = Self.lastID.wrappingAdd(1, ordering: .relaxed).newValue
        pace = WritePace(timeout: timeouts.write, rate: timeouts.writeRate)
        self.onClose = onClose
    }

    /// Begins to read for `driver`.
    func open(_ driver: any ChannelDriver) {
        self.driver = driver
        if !loop.register(socket, [.readable, .writable, .peerClosed], handler: self) { release() }
    }

    // MARK: For drivers

    public var isOpen: Bool { stage == .open }

    /// Bytes that wait to be sent.
    public var queuedOutput: Int { output.count }

    /// Queues `bytes`. They are sent when the present delivery ends, or by ``flushSoon()``.
    public func write(_ bytes: [UInt8]) {
        guard stage == .open else { return }
        output.append(bytes, &loop.buffers)
    }

    /// Sends what is queued at the end of this turn of the loop, together with what is queued until then.
    public func flushSoon() {
        guard !isFlushScheduled, !output.isEmpty else { return }
        isFlushScheduled = true
        loop.flushSoon(self)
    }

    /// Stops delivering and reading until ``resumeReading()``. The kernel's window then slows the peer down.
    public func pauseReading() { isReadingPaused = true }

    /// Ends a pause. What has not been consumed is delivered again, even if nothing has come since.
    public func resumeReading() {
        isReadingPaused = false
        hasNews = true
        pump()
    }

    /// Calls the driver's `timedOut()` after `delay`, unless this is called again before. Nil means never.
    public func setDeadline(after delay: Duration?) {
        setDeadline(at: delay.map { loop.now &+ $0.clampedNanoseconds } ?? .max)
    }

    /// Sends what is queued, then ends the connection in such a way that the peer can read everything.
    public func finish() {
        guard stage == .open else { return }
        stage = .finishing
        driverDeadline = .max
        if !isPumping { flush() }
    }

    /// Ends the connection at once. What is queued is lost.
    public func close() {
        guard stage != .closed else { return }
        loop.deregister(socket)
        release()
    }

    // MARK: For HTTP

    /// Lets `encode` append to the output.
    func gather(_ encode: (inout [UInt8]) -> Void) {
        guard stage == .open else { return }
        output.gather(&loop.buffers, encode)
    }

    func append(_ segment: OutputQueue.Segment) {
        guard stage == .open else { return }
        output.append(segment)
    }

    /// Sets a deadline on the loop's clock.
    func setDeadline(at time: UInt64) {
        driverDeadline = time
        armTimer()
    }

    /// Gives the connection to another driver, with the bytes that the present driver has not consumed.
    func replaceDriver(_ driver: any ChannelDriver) {
        self.driver = driver
        hasNews = true
    }

    func shutDown() { driver?.shutDown() }

    /// Since when there is no request under way; nil while there is one.
    var idleSince: UInt64? {
        (stage == .open || stage == .handshaking) && output.isEmpty ? driver?.idleSince : nil
    }

    /// What would be lost if the connection were closed at once; nil if nothing.
    var unfinished: Unfinished? {
        if let work = driver?.unfinished { return work }
        return output.isEmpty ? nil : .answerBeingSent
    }

    // MARK: Events

    func ready(_ event: Readiness) {
        let readiness = transport.readiness(after: event)
        if readiness.contains(.writable), !writable {
            writable = true
            flush()
        }
        guard stage != .closed else { return }
        if !readiness.isDisjoint(with: .hungUp) {
            close()
            return
        }
        if readiness.contains(.readable) { readable = true }
        if readiness.contains(.peerClosed), !peerHasClosed {
            peerHasClosed = true
            readable = true
            if stage == .open { driver?.peerClosed() }
        }
        guard readable else { return }
        if stage == .handshaking { shakeHands() } else { pump() }
    }

    private func timerFired() {
        timerDeadline = .max
        if writeDeadline <= loop.now {
            close()
        } else if driverDeadline <= loop.now {
            driverDeadline = .max
            if stage == .lingering { close() } else { driver?.timedOut() }
        }
        armTimer()
    }

    /// Keeps at most one entry in the loop's heap. When a deadline moves back, that is noticed when the entry fires. So
    /// the usual case, a later deadline with every request, costs one comparison.
    private func armTimer() {
        let nearest = min(driverDeadline, writeDeadline)
        guard nearest < timerDeadline, stage != .closed else { return }
        timerDeadline = nearest
        let timer = timer ?? LoopTimer(loop: loop) { [unowned self] in timerFired() }
        self.timer = timer
        loop.set(timer, at: nearest)
    }

    /// Tells the budget how much this connection holds, if that has changed.
    private func count() {
        guard stage != .closed else { return }
        let held = (output.held + rest.count + heldByDriver + transport.held) / Self.countedStep * Self.countedStep
        guard held != counted || (held > 0 && network != countedNetwork) else { return }
        counted = held
        countedNetwork = network
        let channel = LoopBound(self, loop: loop)
        budget.set(held, of: id, network: network) { channel.loop.execute { channel.value.close() } }
    }

    private func release() {
        // Whoever is cut off must not take that for the end, so only others are told of it. One try is enough.
        if case .tls(let session) = transport, stage == .open, unfinished == nil { _ = session.end() }
        stage = .closed
        transport = .plain
        awaitedTLS = nil
        if counted > 0 { budget.remove(id) }
        Glibc.close(socket)
        rest = []
        output.removeAll(&loop.buffers)
        if let timer { loop.cancel(timer) }
        let driver = self.driver
        self.driver = nil
        driver?.closed()
        onClose(network)
    }

    // MARK: TLS

    /// Goes on with the handshake as far as what has come allows.
    private func shakeHands() {
        readable = false
        if let context = awaitedTLS {
            var first: UInt8 = 0
            let heard = recv(socket, &first, 1, Int32(MSG_PEEK))
            guard heard > 0 else {
                if heard == 0 || errno != EAGAIN { close() }
                return
            }
            awaitedTLS = nil
            // What begins like a method is HTTP without TLS; no record of TLS begins with a letter.
            if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
                stage = .open
                readable = true
                driver?.missedTLS()
                return
            }
            guard let session = TLSSession(context, socket: socket) else { return close() }
            transport = .tls(session)
            count()  // what a handshake takes is more than an idle connection does, and anybody can begin one
        }
        guard case .tls(let session) = transport else { return }
        if session.shakeHands() > 0 {
            stage = .open
            readable = true
            pump()
        } else if errno != EAGAIN {
            // The peer is to read the alert that says why.
            readable = true
            linger()
        }
    }

    // MARK: Input

    /// Delivers and reads until the driver pauses or the socket is drained.
    private func pump() {
        guard !isPumping, stage != .closed else { return }
        isPumping = true
        var buffer = loop.buffers.takeInput()
        var end = rest.count
        if end > 0 {
            buffer.replaceSubrange(..<end, with: rest)
            rest = []
        }
        var reads = 0
        reading: while true {
            switch stage {
            // Also if no bytes are left: the driver may have something to finish that it had paused on, such as a body
            // whose last bytes are in.
            case .open where hasNews && !isReadingPaused:
                hasNews = false
                let consumed = driver?.received(buffer.span.bytes.extracting(0..<end)) ?? end
                end = move(&buffer, from: consumed, to: end)
                flush()
            case .open where readable && !isReadingPaused, .lingering where readable:
                if reads == Self.readsPerTurn {
                    let again = LoopBound(self, loop: loop)
                    loop.execute { again.value.pump() }
                    break reading
                }
                reads += 1
                if stage == .lingering { end = 0 }
                end += receive(into: &buffer, at: end)
            default: break reading
            }
        }
        if stage == .open, end > 0 { rest = Array(buffer[..<end]) }
        loop.buffers.giveBack(input: buffer)
        isPumping = false
        flush()
        count()
    }

    /// Moves the unconsumed bytes to the front, and returns where they end.
    private func move(_ buffer: inout [UInt8], from start: Int, to end: Int) -> Int {
        guard start > 0, start < end else { return end - start }
        buffer.withUnsafeMutableBytes { bytes in
            bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
        return end - start
    }

    /// Calls `recv` once. Returns the number of bytes, and notes what else it learned.
    private func receive(into buffer: inout [UInt8], at end: Int) -> Int {
        let space = buffer.count - end
        guard space > 0 else {
            // The driver consumes nothing of a full buffer, so its limits do not fit the buffer's size.
            close()
            return 0
        }
        let count = buffer.withUnsafeMutableBytes {
            transport.receive(socket, into: UnsafeMutableRawBufferPointer(rebasing: $0[end...]))
        }
        switch count {
        case 1...:
            // A short read means that nothing is left. But if the peer has closed, the
            // end of input is still to be read.
            if count < space, !peerHasClosed, transport.isDrainedByShortRead { readable = false }
            hasNews = true
            if stage == .lingering {
                lingered += count
                if lingered > Self.lingerBytes { close() }
            }
            return count
        case 0:
            readable = false
            inputHasEnded = true
            if stage == .open { driver?.inputEnded() } else { close() }
        default:
            readable = false
            if errno == EINTR { readable = true } else if errno != EAGAIN { close() }
        }
        return 0
    }

    // MARK: Output

    /// Sends at once, until the queue is empty or the socket takes no more.
    public func flush() {
        isFlushScheduled = false
        guard stage == .open || stage == .finishing else { return }
        let queued = output.count
        var fileBudget = Self.fileBytesPerTurn
        while writable, !output.isEmpty {
            guard fileBudget > 0 else {
                let again = LoopBound(self, loop: loop)
                loop.execute { again.value.flush() }
                break
            }
            let count = sendFront(&fileBudget)
            if count > 0 {
                output.advance(by: count, &loop.buffers)
            } else if count < 0, errno == EAGAIN {
                writable = false
            } else if count == 0 || errno != EINTR {
                // The peer is gone, or the file is shorter than the response has promised.
                close()
                return
            }
        }
        if output.isEmpty {
            writeDeadline = .max
            pace.end()
            if stage == .finishing {
                linger()
            } else if outputWasBlocked {
                outputWasBlocked = false
                driver?.drained()
            }
        } else {
            outputWasBlocked = true
            if output.count < queued || writeDeadline == .max {
                writeDeadline = pace.wait(after: queued - output.count, now: loop.now)
            }
            armTimer()
        }
        if counted > 0 || !output.isEmpty { count() }
    }

    private func sendFront(_ fileBudget: inout Int) -> Int {
        let (segment, sent) = output.front
        let hasMore = output.hasMore
        func send(_ bytes: UnsafeRawBufferPointer) -> Int {
            transport.send(socket, UnsafeRawBufferPointer(rebasing: bytes[sent...]), hasMore: hasMore)
        }
        switch segment {
        case nil: return output.tail.withUnsafeBytes(send)
        case .bytes(let bytes): return bytes.withUnsafeBytes(send)
        case .immortal(let pointer): return send(pointer)
        case .file(let region):
            let count = transport.send(socket, region, from: sent, atMost: Self.fileSlice)
            fileBudget -= max(count, 0)
            return count
        }
    }

    private func linger() {
        guard transport.end() else {
            // The peer has not taken enough yet; when it has, flushing comes here again.
            writable = false
            writeDeadline = loop.now &+ timeouts.write
            armTimer()
            return
        }
        guard !inputHasEnded else { return close() }
        stage = .lingering
        transport = .plain  // what still comes is dropped, and so need not be decrypted
        Glibc.shutdown(socket, Int32(SHUT_WR))
        count()
        setDeadline(at: loop.now &+ timeouts.linger)
        pump()
    }
}
