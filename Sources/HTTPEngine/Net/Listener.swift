import Glibc

/// A listening TCP socket.
struct Listener {
    private let file: OpenFile
    let address: SocketAddress

    var socket: Int32 { file.descriptor }

    /// Connections the kernel may hold before they are accepted; it lowers this to `net.core.somaxconn`.
    private static let backlog: Int32 = 4096

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
        // A restart must not wait for connections of the last run to leave TIME_WAIT.
        try Self.set(socket, SOL_SOCKET, SO_REUSEADDR)
        // Inherited by every accepted socket: responses are gathered here, Nagle's algorithm would only delay them.
        try Self.set(socket, Int32(IPPROTO_TCP), TCP_NODELAY)
        guard bind(socket, found.ai_addr, found.ai_addrlen) == 0 else { throw .system(call: "bind", errno: errno) }
        guard listen(socket, Self.backlog) == 0 else { throw .system(call: "listen", errno: errno) }
        address = SocketAddress.ofSocket(socket)
    }

    private static func set(_ socket: Int32, _ level: Int32, _ option: Int32) throws(StartError) {
        var one: Int32 = 1
        guard setsockopt(socket, level, option, &one, socklen_t(MemoryLayout<Int32>.size)) == 0 else {
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

    /// The numeric form of a kernel address; an IPv4 address mapped into IPv6 is shown as IPv4.
    init(_ storage: sockaddr_storage) {
        var storage = storage
        let family = Int32(storage.ss_family)
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        port = withUnsafePointer(to: &storage) { pointer in
            if family == AF_INET6 {
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                    var bytes = address.pointee.sin6_addr
                    inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count))
                    return UInt16(bigEndian: address.pointee.sin6_port)
                }
            } else {
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                    var bytes = address.pointee.sin_addr
                    inet_ntop(AF_INET, &bytes, &text, socklen_t(text.count))
                    return UInt16(bigEndian: address.pointee.sin_port)
                }
            }
        }
        let numeric = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        host = numeric.hasPrefix("::ffff:") && numeric.contains(".") ? String(numeric.dropFirst(7)) : numeric
    }
}
