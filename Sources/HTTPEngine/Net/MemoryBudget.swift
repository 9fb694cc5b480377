import Synchronization

/// Counts what all connections of a server hold in memory, in total and for each client's network. When a bound is
/// exceeded, the connections that hold most are closed.
///
/// Only what waits is counted. An answer that the socket takes at once never comes here.
final class MemoryBudget: Sendable {
    private let total: Int
    private let perNetwork: Int
    private let state = Mutex(State())

    private struct Holder {
        let network: IPNetwork?
        var bytes: Int
        let onEviction: @Sendable () -> Void
    }

    private struct State {
        var held = 0
        var evicted = 0
        var byNetwork: [IPNetwork: Int] = [:]
        var holders: [UInt64: Holder] = [:]
    }

    init(total: Int, perNetwork: Int) {
        self.total = total
        self.perNetwork = perNetwork
    }

    /// Bytes held now.
    var held: Int { state.withLock { $0.held } }

    /// How many connections were closed to free memory.
    var evicted: Int { state.withLock { $0.evicted } }

    /// Notes how many bytes a connection holds.
    ///
    /// - Parameters:
    ///   - id: The connection's number, which is never used for another.
    ///   - network: Nil while the client is not known; then the bytes count in total only.
    ///   - onEviction: Closes the connection. Called from any thread, and at most once.
    func set(_ bytes: Int, of id: UInt64, network: IPNetwork?, onEviction: @escaping @Sendable () -> Void) {
        let losers = state.withLock { state -> [Holder] in
            remove(id, &state)
            guard bytes > 0 else { return [] }
            state.holders[id] = Holder(network: network, bytes: bytes, onEviction: onEviction)
            state.held += bytes
            var losers: [Holder] = []
            if let network {
                let ofNetwork = state.byNetwork[network, default: 0] + bytes
                state.byNetwork[network] = ofNetwork
                if ofNetwork > perNetwork { losers = evict(&state, downTo: perNetwork / 4 * 3, from: network) }
            }
            if state.held > total { losers += evict(&state, downTo: total / 4 * 3, from: nil) }
            return losers
        }
        for loser in losers { loser.onEviction() }
    }

    /// Forgets a connection.
    func remove(_ id: UInt64) { state.withLock { remove(id, &$0) } }

    private func remove(_ id: UInt64, _ state: inout State) {
        guard let holder = state.holders.removeValue(forKey: id) else { return }
        state.held -= holder.bytes
        guard let network = holder.network else { return }
        let left = state.byNetwork[network, default: 0] - holder.bytes
        state.byNetwork[network] = left > 0 ? left : nil
    }

    /// Takes out the largest holders until a quarter is free. Finding them means looking at all, so it
    /// should not be needed again soon.
    private func evict(_ state: inout State, downTo goal: Int, from network: IPNetwork?) -> [Holder] {
        let candidates = state.holders.filter { network == nil || $0.value.network == network }
        var losers: [Holder] = []
        for (id, holder) in candidates.sorted(by: { $0.value.bytes > $1.value.bytes }) {
            guard network.map({ state.byNetwork[$0, default: 0] }) ?? state.held > goal else { break }
            remove(id, &state)
            losers.append(holder)
        }
        state.evicted += losers.count
        return losers
    }
}
