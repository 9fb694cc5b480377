import Glibc

/// A listening TCP socket.
struct Listener {
    private let file: OpenFile
    let address: SocketAddress

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
        // A restart must not have to wait until connections of the last run leave TIME_WAIT.
        try Self.set(socket, SOL_SOCKET, SO_REUSEADDR)
        // Accepted sockets inherit this. The engine gathers responses itself, and Nagle's
        // algorithm would only delay them.
        try Self.set(socket, Int32(IPPROTO_TCP), TCP_NODELAY)
        // Inherited too: what the peer does not take stays in this process, where it is counted, and not in the kernel.
        try Self.set(socket, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, to: Self.unsentBytes)
        guard bind(socket, found.ai_addr, found.ai_addrlen) == 0 else { throw .system(call: "bind", errno: errno) }
        guard listen(socket, Self.backlog) == 0 else { throw .system(call: "listen", errno: errno) }
        address = SocketAddress.ofSocket(socket)
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
