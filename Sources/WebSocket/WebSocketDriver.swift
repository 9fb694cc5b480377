import HTTPEngine

/// Speaks RFC 6455 over a channel after the handshake. It runs on the channel's loop.
final class WebSocketDriver: ChannelDriver {
    private let channel: Channel
    private let connection: WebSocketConnection
    private let limits: WebSocketLimits
    private var decoder: MessageDecoder
    private var heartbeat: Heartbeat
    private var stage = Stage.open
    private var isPaused = false
    private var hasSaidClose = false

    private enum Stage {
        case open
        /// The server closes: what is queued is sent, then its close frame; then the
        /// peer has a limited time for its own.
        case closing
        /// Both close frames are sent, or the connection has failed.
        case ended
    }

    /// Bytes handed to the channel at a time: enough to keep the kernel busy. The rest stays in
    /// the outbox, whose bound then holds.
    private static let channelShare = 64 * 1024

    init(_ channel: Channel, _ connection: WebSocketConnection, limits: WebSocketLimits) {
        self.channel = channel
        self.connection = connection
        self.limits = limits
        decoder = MessageDecoder(limits: limits)
        heartbeat = Heartbeat(limits: limits)
        channel.setDeadline(after: heartbeat.patience)
    }

    // MARK: ChannelDriver

    func received(_ input: RawSpan) -> Int {
        heard()
        var place = 0
        while stage != .ended {
            do throws(ProtocolFault) {
                switch try decoder.next(input, &place) {
                case .needMore: return place
                case .message(let message):
                    if stage == .open, connection.deliver(message) {
                        pause()
                        return place
                    }
                case .ping(let payload): pong(payload)
                case .pong: break
                case .close(let code): end(code, reason: "")
                }
            } catch {
                end(error.closeCode, reason: error.reason)
            }
        }
        return input.byteCount
    }

    func peerClosed() {}

    func inputEnded() {
        connection.ended(.abnormal)
        channel.finish()
    }

    func drained() { drainOutbox() }

    func timedOut() {
        guard stage == .open, heartbeat.timedOut() == .ping else { return channel.close() }
        channel.write(EncodedFrame(.ping, []).bytes)
        channel.flushSoon()
        channel.setDeadline(after: heartbeat.patience)
    }

    // A live channel is silent most of the time and still worth keeping. Whether to end one is decided by
    // `LiveSlots`, which knows whose it is.
    var idleSince: UInt64? { nil }
    var unfinished: Unfinished? { stage == .ended ? nil : .liveChannel }

    func shutDown() { connection.close(.goingAway) }

    func closed() {
        stage = .ended
        connection.ended(.abnormal)
        connection.detach()
    }

    // MARK: For the connection

    func resumeReading() {
        guard isPaused, stage != .ended else { return }
        isPaused = false
        heard()
        channel.resumeReading()
    }

    func beginClosing() {
        guard stage == .open else { return }
        stage = .closing
        channel.setDeadline(after: limits.closeTimeout)
        drainOutbox()
        resumeReading()  // the peer's close frame may stand behind messages
    }

    func drainOutbox() {
        while stage != .ended {
            if channel.queuedOutput >= Self.channelShare {
                channel.flush()
                // Otherwise ``drained()`` continues.
                guard channel.queuedOutput < Self.channelShare else { return count() }
            }
            switch connection.takeOutgoing() {
            case .frame(let frame): channel.write(frame.bytes)
            case .close(let frame): sayClose(frame)
            case nil:
                count()
                return channel.flushSoon()
            }
        }
    }

    /// Reports what waits for the peer to the memory budget.
    func count() { channel.heldByDriver = connection.waitingBytes }

    // MARK: Inside

    private func heard() {
        heartbeat.heard()
        if stage == .open { channel.setDeadline(after: heartbeat.patience) }
    }

    /// Stops reading because the session does not keep up. The peer's pongs are not read either, so its
    /// silence means nothing meanwhile.
    private func pause() {
        isPaused = true
        channel.pauseReading()
        channel.setDeadline(after: nil)
    }

    /// Answers a ping. If the peer sends pings and does not read, there are no more answers than the outbox may
    /// hold, which RFC 6455 §5.5.3 allows.
    private func pong(_ payload: [UInt8]) {
        guard stage == .open, channel.queuedOutput < limits.outboxBytes else { return }
        channel.write(EncodedFrame(.pong, payload).bytes)
        channel.flushSoon()
    }

    private func sayClose(_ frame: EncodedFrame) {
        guard !hasSaidClose else { return }
        hasSaidClose = true
        channel.write(frame.bytes)
    }

    /// Answers the peer's close frame with its own code, or fails the connection (RFC 6455 §7.1.7).
    private func end(_ code: CloseCode, reason: String) {
        sayClose(EncodedFrame(close: code, reason: reason))
        stage = .ended
        connection.ended(code)
        channel.finish()
    }
}
