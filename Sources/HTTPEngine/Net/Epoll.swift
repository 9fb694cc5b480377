import CLinux
import Glibc

/// An edge-triggered epoll instance. Each registration has an id besides its descriptor. So an event that was queued
/// for a closed descriptor is not taken for one of the socket that got its number afterwards.
struct Epoll: ~Copyable {
    private let descriptor: Int32

    init() throws(StartError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw .system(call: "epoll_create1", errno: errno) }
    }

    deinit { close(descriptor) }

    /// Registers a socket once, for reading, writing and the peer's close. False if the kernel refuses.
    func add(_ socket: Int32, id: UInt32, _ interest: Readiness) -> Bool {
        var event = epoll_event()
        event.events = interest.rawValue | EPOLLET.rawValue
        event.data.u64 = UInt64(id) << 32 | UInt64(UInt32(bitPattern: socket))
        return epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event) == 0
    }

    func remove(_ socket: Int32) {
        epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, nil)
    }

    /// Waits at most `milliseconds` (-1 means for ever), fills `events` and returns their number.
    func wait(_ events: inout [epoll_event], milliseconds: Int32) -> Int {
        let count = epoll_wait(descriptor, &events, Int32(events.count), milliseconds)
        // With a valid descriptor and buffer, EINTR is the only possible failure.
        return max(0, Int(count))
    }
}

/// What epoll reports about a descriptor.
struct Readiness: OptionSet {
    let rawValue: UInt32

    static let readable = Readiness(rawValue: EPOLLIN.rawValue)
    static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
    /// The peer has closed its sending side.
    static let peerClosed = Readiness(rawValue: EPOLLRDHUP.rawValue)
    /// The connection is gone in both directions.
    static let hungUp: Readiness = [Readiness(rawValue: EPOLLERR.rawValue), Readiness(rawValue: EPOLLHUP.rawValue)]
}

extension epoll_event {
    var socket: Int32 { Int32(truncatingIfNeeded: data.u64) }
    var id: UInt32 { UInt32(truncatingIfNeeded: data.u64 >> 32) }
    var readiness: Readiness { Readiness(rawValue: events) }
}
