import COpenSSL
import Glibc

/// The TLS of one connection. Its calls answer as those of a socket do: a count; 0 at the end of what the peer sends;
/// or -1 with `errno`, which is `EAGAIN` until the socket is ready again. It belongs to the connection's loop.
final class TLSSession {
    private let pointer: OpaquePointer
    /// Whether the handshake is complete and nothing has gone wrong since. Otherwise no end can be announced.
    private var isWhole = false

    /// Bytes of a record's content (RFC 8446 §5.1).
    private static let largestRecord = 16 * 1024
    /// What a handshake takes, as measured: the session, its buffers, the keys and the messages to be signed.
    private static let handshakeSize = 48 * 1024
    /// A buffer with part of a record.
    private static let bufferSize = 17 * 1024

    /// Nil if there is no memory.
    init?(_ context: TLSContext, socket: Int32) {
        guard let pointer = SSL_new(context.pointer) else { return nil }
        self.pointer = pointer
        guard SSL_set_fd(pointer, socket) == 1 else { return nil }
        SSL_set_accept_state(pointer)
    }

    deinit { SSL_free(pointer) }

    /// Goes on with the handshake: 1 if it is complete.
    func shakeHands() -> Int {
        let result = perform { SSL_do_handshake($0) }
        if result > 0 { isWhole = true }
        return result
    }

    /// Fills `buffer` with what one record holds at most.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        perform { SSL_read($0, buffer.baseAddress, Int32(clamping: buffer.count)) }
    }

    /// Sends one record at most. After `EAGAIN` the same bytes must be given again, and may have others behind them.
    func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        perform { SSL_write($0, bytes.baseAddress, Int32(clamping: bytes.count)) }
    }

    /// Sends part of a file. `sendfile(2)` can't, because it does not encrypt.
    func send(_ region: FileRegion, from start: Int) -> Int {
        withUnsafeTemporaryAllocation(byteCount: Self.largestRecord, alignment: 1) { buffer in
            let count = pread(
                region.file.descriptor, buffer.baseAddress, min(region.count - start, buffer.count),
                region.offset + start)
            return count > 0 ? send(UnsafeRawBufferPointer(rebasing: buffer[..<count])) : count
        }
    }

    /// Tells the peer that nothing follows, so that it can tell this end from a cut. False if the socket takes nothing.
    func end() -> Bool {
        guard isWhole else { return true }
        ERR_clear_error()
        let result = SSL_shutdown(pointer)
        return result >= 0 || SSL_get_error(pointer, result) != SSL_ERROR_WANT_WRITE
    }

    /// Bytes that the session keeps in memory beyond what an idle one does.
    var held: Int {
        if !isWhole { return Self.handshakeSize }
        return SSL_has_pending(pointer) == 1 ? Self.bufferSize : 0
    }

    private func perform(_ operation: (OpaquePointer) -> Int32) -> Int {
        // What another connection of this thread has left there would be taken for this one's failure.
        ERR_clear_error()
        let result = operation(pointer)
        guard result <= 0 else { return Int(result) }
        switch SSL_get_error(pointer, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: errno = EAGAIN
        case SSL_ERROR_ZERO_RETURN: return 0
        default:
            // A stream that ends without an announcement is among these: something may have been cut off.
            isWhole = false
            ERR_clear_error()  // others on this thread do not clear it first
            errno = EPROTO
        }
        return -1
    }
}
