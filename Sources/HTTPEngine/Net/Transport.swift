import CLinux
import Glibc

/// How bytes go in and out of a channel's socket. The calls answer as system calls do.
enum Transport {
    case plain
    case tls(TLSSession)

    /// Which directions are to be tried after an event. TLS may have to send in order to receive, such as the answer to
    /// an update of keys, and to receive in order to send; so each event lets both be tried.
    @inline(__always)
    func readiness(after event: Readiness) -> Readiness {
        switch self {
        case .plain: event
        case .tls: event.isDisjoint(with: [.readable, .writable]) ? event : event.union([.readable, .writable])
        }
    }

    @inline(__always)
    func receive(_ socket: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        switch self {
        case .plain: recv(socket, buffer.baseAddress, buffer.count, 0)
        case .tls(let session): session.receive(into: buffer)
        }
    }

    /// Whether nothing is left after a call that has not filled its buffer. TLS gives a record at a time.
    @inline(__always)
    var isDrainedByShortRead: Bool {
        switch self {
        case .plain: true
        case .tls: false
        }
    }

    @inline(__always)
    func send(_ socket: Int32, _ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> Int {
        switch self {
        case .plain:
            Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL) | (hasMore ? Int32(MSG_MORE) : 0))
        case .tls(let session): session.send(bytes)
        }
    }

    /// Sends at most `limit` bytes of a file.
    @inline(__always)
    func send(_ socket: Int32, _ region: FileRegion, from start: Int, atMost limit: Int) -> Int {
        switch self {
        case .plain:
            var offset = region.offset + start
            return sendfile(socket, region.file.descriptor, &offset, min(region.count - start, limit))
        case .tls(let session): return session.send(region, from: start)
        }
    }

    /// Announces that nothing more is sent. False if that has to wait until the socket is writable.
    func end() -> Bool {
        switch self {
        case .plain: true
        case .tls(let session): session.end()
        }
    }

    /// Bytes that it keeps in memory.
    var held: Int {
        switch self {
        case .plain: 0
        case .tls(let session): session.held
        }
    }
}
