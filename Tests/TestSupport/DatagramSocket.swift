import Dispatch
import Glibc

/// A UNIX datagram socket with a path, as systemd has one for what its services say.
public final class DatagramSocket: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "test.datagrams")

    public init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw SocketClient.Failure.connect(errno: errno) }
    }

    deinit { close(descriptor) }

    /// The next datagram, as a text.
    public func receive() async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [descriptor] in
                var bytes = [UInt8](repeating: 0, count: 4096)
                let count = recv(descriptor, &bytes, bytes.count, 0)
                guard count >= 0 else { return continuation.resume(throwing: SocketClient.Failure.timedOut) }
                continuation.resume(returning: String(decoding: bytes[..<count], as: UTF8.self))
            }
        }
    }

    /// Whether a datagram waits.
    public var hasDatagram: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) >= 0
    }
}
