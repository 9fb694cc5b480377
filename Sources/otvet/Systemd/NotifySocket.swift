import Glibc

/// Where systemd hears what a service says about itself: sd_notify(3), which is one datagram, without its library.
struct NotifySocket: Sendable, Equatable {
    enum Notice: Sendable, Equatable {
        /// Connections are accepted. The status is what `systemctl status` shows.
        case ready(status: String)
        /// The program works: systemd's watchdog waits for it again.
        case alive
        case stopping

        var text: String {
            switch self {
            case .ready(let status): "READY=1\nSTATUS=\(status)"
            case .alive: "WATCHDOG=1"
            case .stopping: "STOPPING=1\nSTATUS=finishing what is under way"
            }
        }
    }

    /// The path in the form that the kernel takes: an abstract socket's begins with a zero.
    private let path: [UInt8]

    /// Nil for what is not the address of a UNIX socket, and if there is none.
    init?(path text: String?) {
        guard let text, let first = text.utf8.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@"),
            text.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        else { return nil }
        path = first == UInt8(ascii: "@") ? [0] + text.utf8.dropFirst() : Array(text.utf8)
    }

    /// Errors are left aside: systemd treats a service that it does not hear as one that hangs.
    func send(_ notice: Notice) {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return }
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        // The length ends with the path: an abstract name is not ended by a zero.
        let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2) + socklen_t(path.count)
        let bytes = Array(notice.text.utf8)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}
