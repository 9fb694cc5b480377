import CLinux
import Glibc

/// Accepts connections on one loop and hands them to all loops in turn. That spreads long-lived sockets more evenly
/// than several listeners, between which the kernel chooses by a hash.
final class Acceptor: ReadinessHandler {
    private var listener: Listener?
    private let loop: EventLoop
    private let accepted: (Int32, sockaddr_storage) -> Void
    private let onFault: (String) -> Void
    private var isBackingOff = false

    /// The pause after a failure, which usually means that descriptors or memory have run out. New connections wait in
    /// the backlog, and the loop serves those it has instead of spinning.
    private static let backOff = Duration.milliseconds(100)
    /// The most connections accepted in a row before open ones get their turn.
    private static let batch = 256

    init(
        _ listener: Listener, loop: EventLoop, onFault: @escaping (String) -> Void,
        accepted: @escaping (Int32, sockaddr_storage) -> Void
    ) {
        self.listener = listener
        self.loop = loop
        self.onFault = onFault
        self.accepted = accepted
    }

    func open() throws(StartError) {
        guard let listener, loop.register(listener.socket, .readable, handler: self) else {
            throw .system(call: "epoll_ctl", errno: errno)
        }
    }

    func close() {
        guard let listener else { return }
        loop.deregister(listener.socket)
        self.listener = nil
    }

    func ready(_: Readiness) { acceptAll() }

    private func acceptAll() {
        guard let listener, !isBackingOff else { return }
        for _ in 0..<Self.batch {
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let socket = withUnsafeMutablePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    clinux_accept(listener.socket, $0, &length)
                }
            }
            if socket >= 0 {
                accepted(socket, storage)
                continue
            }
            switch errno {
            case EAGAIN: return
            case ECONNABORTED, EINTR: continue  // the connection died while it waited, or a signal came
            default:
                onFault("accept: \(String(cString: strerror(errno))); pausing")
                isBackingOff = true
                again(after: Self.backOff)
                return
            }
        }
        again(after: .zero)
    }

    private func again(after delay: Duration) {
        let acceptor = LoopBound(self, loop: loop)
        _ = loop.schedule(after: delay) {
            acceptor.value.isBackingOff = false
            acceptor.value.acceptAll()
        }
    }
}
