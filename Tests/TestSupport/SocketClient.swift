import Dispatch
import Glibc
import Synchronization

/// A client on a raw TCP socket, for what a well-behaved client would never send. Blocking calls run on a queue of its
/// own, so that waiting tests do not use up the threads that the code under test runs on.
public final class SocketClient: Sendable {
    public enum Failure: Error, Equatable {
        case connect(errno: Int32)
        case send(errno: Int32)
        case receive(errno: Int32)
        /// The patience of a test, which is long: something is stuck.
        case timedOut
        /// The peer closed before what was waited for had come.
        case ended
        case malformed(String)
        /// The handshake failed, for the reason that OpenSSL gives.
        case tls(String)
    }

    /// What a client offers in its handshake.
    public struct TLSOffer: Sendable {
        public var certificate = TestCertificate.shared
        public var protocols = ["http/1.1"]
        /// The newest: 0x0304 is 1.3.
        public var version: Int32 = 0x0304
        /// Bytes that are sent at a time; nil for as many as there are.
        public var piece: Int?

        public init() {}
    }

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "test.socket")
    private let buffered = Mutex<[UInt8]>([])
    private let tls: TLSClient?
    private let piece: Int?
    private let sawEnd = Mutex(false)

    /// - Parameters:
    ///   - receiveBuffer: Bytes the kernel holds for this end; small to make the server's writes block soon.
    ///   - tls: What to offer in a handshake, which is then made; nil for none.
    public init(
        host: String, port: UInt16, receiveBuffer: Int32? = nil,
        tls: TLSOffer? = TestTransport.current == .tls ? TLSOffer() : nil
    ) throws {
        piece = tls?.piece
        self.tls = tls.map { TLSClient(trusting: $0.certificate, protocols: $0.protocols, version: $0.version) }
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // What fails from here on is closed by `deinit`.
        guard result == 0 else { throw Failure.connect(errno: errno) }
        try shakeHands()
    }

    private func shakeHands() throws {
        guard let tls else { return }
        while true {
            let step = tls.shakeHands()
            try transmit(tls.outgoing())
            switch step {
            case .bytes: return
            case .needsMore:
                let bytes = try receiveRaw(upTo: 65_536)
                guard !bytes.isEmpty else { throw Failure.ended }
                tls.take(bytes)
            case .ended: throw Failure.ended
            case .failed(let reason): throw Failure.tls(reason)
            }
        }
    }

    deinit { Glibc.close(descriptor) }

    /// Closes the connection. Its number stays taken until nobody can use it any more: whoever still did would otherwise
    /// read from, or write to, what another test has opened.
    public func close() {
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        dup2(nothing, descriptor)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        Glibc.close(nothing)
    }

    /// Closes with a reset instead of an orderly end.
    public func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Closes this side for sending only.
    public func finishSending() {
        if let tls {
            queue.sync {
                tls.end()
                try? transmit(tls.outgoing())  // nothing is lost if the peer is gone
            }
        }
        cutSending()
    }

    /// The same as ``finishSending()``, but over TLS without saying so: as if something had been cut off.
    public func cutSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Whether the peer has announced its end over TLS. If it has not, the rest may have been cut off.
    public var hasSeenEnd: Bool { sawEnd.withLock(\.self) }

    /// Has both sides change their keys.
    public func updateKeys() async throws {
        try await blocking { [self] _ in
            tls?.updateKeys()
            tls?.encrypt([])
            try transmit(tls?.outgoing() ?? [])
        }
    }

    public func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    public func send(_ bytes: [UInt8]) async throws {
        try await blocking { [self] _ in
            guard let tls else { return try transmit(bytes) }
            tls.encrypt(bytes)
            try transmit(tls.outgoing())
        }
    }

    /// Sends bytes as they are, whatever the transport.
    public func sendRaw(_ bytes: [UInt8]) async throws { try await blocking { [self] _ in try transmit(bytes) } }

    private func transmit(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let size = min(bytes.count - sent, piece ?? .max)
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress?.advanced(by: sent), size, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw errno == EAGAIN ? Failure.timedOut : Failure.send(errno: errno) }
            sent += count
        }
    }

    /// The next bytes, whatever their number; empty once the peer has closed.
    public func receive(upTo limit: Int = 65_536) async throws -> [UInt8] {
        let kept = buffered.withLock { buffered -> [UInt8] in
            let taken = Array(buffered.prefix(limit))
            buffered.removeFirst(taken.count)
            return taken
        }
        if !kept.isEmpty { return kept }
        return try await blocking { [self] _ in
            guard let tls else { return try receiveRaw(upTo: limit) }
            while true {
                let step = tls.decrypt(upTo: limit)
                try? transmit(tls.outgoing())  // the peer may be gone, and have left something to read
                switch step {
                case .bytes(let bytes): return bytes
                case .ended:
                    sawEnd.withLock { $0 = true }
                    return []
                case .failed(let reason): throw Failure.tls(reason)
                case .needsMore:
                    let bytes = try receiveRaw(upTo: 65_536)
                    guard !bytes.isEmpty else { return [] }
                    tls.take(bytes)
                }
            }
        }
    }

    private func receiveRaw(upTo limit: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = recv(descriptor, &bytes, limit, 0)
        guard count >= 0 else { throw errno == EAGAIN ? Failure.timedOut : Failure.receive(errno: errno) }
        return Array(bytes[..<count])
    }

    /// Exactly `count` bytes.
    public func receive(exactly count: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let more = try await receive(upTo: count - bytes.count)
            guard !more.isEmpty else { throw Failure.ended }
            bytes += more
        }
        return bytes
    }

    /// Everything up to the peer's close.
    public func receiveAll() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let more = try await receive()
            if more.isEmpty { return bytes }
            bytes += more
        }
    }

    /// Gives bytes back, to be received again.
    public func putBack(_ bytes: ArraySlice<UInt8>) { buffered.withLock { $0 = Array(bytes) + $0 } }

    private func blocking<Result: Sendable>(
        _ work: @escaping @Sendable (Int32) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [descriptor] in continuation.resume(with: Swift.Result { try work(descriptor) }) }
        }
    }
}
