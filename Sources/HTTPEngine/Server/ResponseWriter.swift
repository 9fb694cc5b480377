/// Writes the body of a ``ResponseBody/stream(_:)`` response.
public final class ResponseWriter: Sendable {
    private let stream: LoopBound<OutgoingStream>

    init(_ stream: OutgoingStream, loop: EventLoop) { self.stream = LoopBound(stream, loop: loop) }

    /// Sends `bytes`. It waits first while more than ``Limits/outputHighWater`` is queued for the client.
    ///
    /// - Throws: ``ConnectionClosed`` when the client is gone, or when the stream's closure has returned.
    public func write(_ bytes: [UInt8]) async throws(ConnectionClosed) {
        if stream.loop.isCurrent, stream.value.write(bytes) { return }
        let isOpen = await withCheckedContinuation { continuation in
            stream.loop.execute { [stream] in stream.value.write(bytes, resuming: continuation) }
        }
        guard isOpen else { throw ConnectionClosed() }
    }
}

/// The peer is gone, or the server closed the connection.
public struct ConnectionClosed: Error, Sendable, Hashable {}

/// A body that is being sent, and the tasks that wait to write more of it. It belongs to its loop.
final class OutgoingStream {
    private let channel: Channel
    private let isChunked: Bool
    private let highWater: Int
    private var isOpen = true
    private var waiting: [(bytes: [UInt8], continuation: CheckedContinuation<Bool, Never>)] = []

    init(channel: Channel, isChunked: Bool, highWater: Int) {
        self.channel = channel
        self.isChunked = isChunked
        self.highWater = highWater
    }

    /// Queues `bytes`. False if there is no room at present, or the stream has ended.
    func write(_ bytes: [UInt8]) -> Bool {
        guard isOpen, waiting.isEmpty else { return false }
        if channel.queuedOutput > highWater { channel.flush() }
        guard isOpen, channel.queuedOutput <= highWater else { return false }
        // An empty chunk would end the body.
        guard !bytes.isEmpty else { return true }
        if isChunked { channel.gather { $0.append(chunk: bytes) } } else { channel.write(bytes) }
        channel.flushSoon()
        return true
    }

    /// Queues `bytes` when there is room, and resumes with false if there will be none.
    func write(_ bytes: [UInt8], resuming continuation: CheckedContinuation<Bool, Never>) {
        guard isOpen else { return continuation.resume(returning: false) }
        if write(bytes) { continuation.resume(returning: true) } else { waiting.append((bytes, continuation)) }
    }

    func drained() {
        var woken: [(bytes: [UInt8], continuation: CheckedContinuation<Bool, Never>)] = []
        swap(&woken, &waiting)
        for writer in woken { write(writer.bytes, resuming: writer.continuation) }
    }

    /// Ends the body; it is complete.
    func end() {
        guard isOpen else { return }
        if isChunked { channel.gather { $0.append("0\r\n\r\n") } }
        close()
    }

    func close() {
        isOpen = false
        for writer in waiting { writer.continuation.resume(returning: false) }
        waiting = []
    }
}
