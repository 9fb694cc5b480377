import Glibc
import Synchronization

/// Counts open connections, in all and by address, and refuses those beyond the limits.
final class ConnectionGate: Sendable {
    private let total: Int
    private let perAddress: Int
    private let state = Mutex(State())

    private struct State {
        var open = 0
        var accepted = 0
        var refused = 0
        var byAddress: [Network: Int] = [:]
        var isClosed = false
        var hasGivenUp = false
        var whenEmpty: CheckedContinuation<Void, Never>?
    }

    init(total: Int, perAddress: Int) {
        self.total = total
        self.perAddress = perAddress
    }

    /// Lets a connection in, which must ``leave(_:)`` when it ends; false if there are too many.
    func enter(_ network: Network) -> Bool {
        state.withLock { state in
            let ofAddress = state.byAddress[network, default: 0]
            guard !state.isClosed, state.open < total, ofAddress < perAddress else {
                state.refused += 1
                return false
            }
            state.accepted += 1
            state.open += 1
            state.byAddress[network] = ofAddress + 1
            return true
        }
    }

    func leave(_ network: Network) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.open -= 1
            let ofAddress = state.byAddress[network, default: 1] - 1
            state.byAddress[network] = ofAddress > 0 ? ofAddress : nil
            return state.open == 0 ? state.whenEmpty.take() : nil
        }
        waiter?.resume()
    }

    /// Lets nobody in any more.
    func close() { state.withLock { $0.isClosed = true } }

    /// Waits until the last connection has left, or until ``giveUp()``. For one caller.
    func waitUntilEmpty() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                guard state.open > 0, !state.hasGivenUp else { return true }
                state.whenEmpty = continuation
                return false
            }
            if isEmpty { continuation.resume() }
        }
    }

    func giveUp() {
        let waiter = state.withLock { state in
            state.hasGivenUp = true
            return state.whenEmpty.take()
        }
        waiter?.resume()
    }

    func count(into statistics: inout ServerStatistics) {
        state.withLock { state in
            statistics.accepted = state.accepted
            statistics.refused = state.refused
            statistics.open = state.open
        }
    }
}

/// What counts as one address: an IPv4 address, or the /64 of an IPv6 address, since whoever has one address of a /64
/// has them all.
struct Network: Hashable {
    private let isIPv4: Bool
    private let bits: UInt64

    init(_ storage: sockaddr_storage) {
        var storage = storage
        if Int32(storage.ss_family) == AF_INET6 {
            let words = withUnsafeBytes(of: &storage) { bytes in
                let offset = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr) ?? 8
                return (
                    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
                    bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
                )
            }
            // ::ffff:a.b.c.d is IPv4 on a socket that listens to both.
            isIPv4 = words.0 == 0 && UInt64(bigEndian: words.1) >> 32 == 0xffff
            bits = isIPv4 ? UInt64(bigEndian: words.1) & 0xffff_ffff : UInt64(bigEndian: words.0)
        } else {
            isIPv4 = true
            bits = withUnsafePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    UInt64(UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
                }
            }
        }
    }
}
