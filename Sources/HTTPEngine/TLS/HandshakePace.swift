import Synchronization

/// Bounds how many TLS handshakes one client's network may begin in a while. Each costs the server a signature, which with
/// an RSA key takes half a millisecond or more, while a client may do nothing at all for it.
final class HandshakePace: Sendable {
    /// In nanoseconds.
    static let window: UInt64 = 10_000_000_000
    /// Networks that are counted in one window. Beyond it further ones are let in: so many are not one client.
    private static let mostNetworks = 100_000

    private let perClient: Int
    private let state = Mutex(State())

    private struct State {
        var start: UInt64 = 0
        var begun: [IPNetwork: Int] = [:]
    }

    /// - Parameter perClient: The most in one window.
    init(perClient: Int) {
        self.perClient = perClient
    }

    /// Counts a handshake, and says whether it may begin.
    func admit(_ network: IPNetwork, now: UInt64) -> Bool {
        state.withLock { state in
            if now >= state.start &+ Self.window { state = State(start: now) }
            let begun = state.begun[network, default: 0]
            guard begun < perClient else { return false }
            if begun > 0 || state.begun.count < Self.mostNetworks { state.begun[network] = begun + 1 }
            return true
        }
    }
}
