import Glibc

/// A listening TCP socket.
public struct Listener: Sendable {
    private let file: OpenFile
    public let address: SocketAddress

    var socket: Int32 { file.descriptor }

    /// Connections that the kernel may hold before they are accepted; it lowers this to `net.core.somaxconn`.
    private static let backlog: Int32 = 4096
    /// Unsent bytes of a connection that the kernel may hold. It asks for more when half of them are sent; even a peer
    /// at the slowest allowed rate reaches that in time.
    private static let unsentBytes: Int32 = 32 * 1024

    /// Binds to the first address `host` resolves to.
    init(host: String, port: UInt16) throws(StartError) {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let found = list?.pointee else {
            throw .unknownHost(host)
        }
        defer { freeaddrinfo(list) }
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let socket = Glibc.socket(found.ai_family, kind, 0)
        guard socket >= 0 else { throw .system(call: "socket", errno: errno) }
        file = OpenFile(owning: socket)
        try Self.prepare(socket)
        // A restart must not have to wait until connections of the last run leave TIME_WAIT.
        try Self.set(socket, SOL_SOCKET, SO_REUSEADDR)
        guard bind(socket, found.ai_addr, found.ai_addrlen) == 0 else { throw .system(call: "bind", errno: errno) }
        guard listen(socket, Self.backlog) == 0 else { throw .system(call: "listen", errno: errno) }
        address = SocketAddress.ofSocket(socket)
    }

    /// Takes over a socket on which whoever started this program listens already, as systemd does.
    ///
    /// - Throws: ``StartError/notListening(_:)`` if the descriptor is something else than a listening TCP socket.
    public init(adopting descriptor: Int32) throws(StartError) {
        guard Self.option(descriptor, SO_PROTOCOL) == Int32(IPPROTO_TCP), Self.option(descriptor, SO_ACCEPTCONN) == 1
        else { throw .notListening(descriptor) }
        file = OpenFile(owning: descriptor)
        let flags = fcntl(descriptor, F_GETFL)
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, flags >= 0,
            fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0
        else { throw .system(call: "fcntl", errno: errno) }
        try Self.prepare(descriptor)
        address = SocketAddress.ofSocket(descriptor)
    }

    /// Sets what accepted sockets inherit.
    private static func prepare(_ socket: Int32) throws(StartError) {
        // The engine gathers responses itself, and Nagle's algorithm would only delay them.
        try set(socket, Int32(IPPROTO_TCP), TCP_NODELAY)
        // What the peer does not take stays in this process, where it is counted, and not in the kernel.
        try set(socket, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, to: unsentBytes)
    }

    /// The value of an option of the socket; nil if the descriptor is no socket.
    private static func option(_ socket: Int32, _ option: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(socket, SOL_SOCKET, option, &value, &length) == 0 ? value : nil
    }

    private static func set(
        _ socket: Int32, _ level: Int32, _ option: Int32, to value: Int32 = 1
    ) throws(StartError) {
        var value = value
        guard setsockopt(socket, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0 else {
            throw .system(call: "setsockopt", errno: errno)
        }
    }
}

extension SocketAddress {
    fileprivate static func ofSocket(_ socket: Int32) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(socket, $0, &length) }
            return SocketAddress(pointer.pointee)
        }
    }
}
