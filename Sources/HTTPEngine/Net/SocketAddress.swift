import Glibc

/// One end of a TCP connection.
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    public let address: IPAddress
    public let port: UInt16

    /// The numeric address, such as `127.0.0.1` or `::1`.
    public var host: String { address.description }

    /// Converts the kernel's form. A socket of another family has no address and counts as `0.0.0.0`.
    init(_ storage: sockaddr_storage) {
        var storage = storage
        (address, port) = withUnsafePointer(to: &storage) { pointer in
            if Int32(pointer.pointee.ss_family) == AF_INET6 {
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    (IPAddress($0.pointee.sin6_addr), UInt16(bigEndian: $0.pointee.sin6_port))
                }
            } else {
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    (IPAddress($0.pointee.sin_addr), UInt16(bigEndian: $0.pointee.sin_port))
                }
            }
        }
    }

    public var description: String { address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)" }
}
