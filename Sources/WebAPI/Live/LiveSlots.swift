import HTTPEngine
import Synchronization

/// Counts live channels and waiting polls, which last long, and limits them for each session, for
/// each client's network and in total.
final class LiveSlots: Sendable {
    struct Limits: Sendable {
        /// The windows of a browser that can't share a channel. The last windows of somebody with more have none.
        var perSession = 30
        var perNetwork = 1_500
        var total = 15_000
    }

    /// What holds a slot.
    enum Kind: String, CaseIterable {
        case webSocket = "websocket"
        case poll
    }

    private struct Holder {
        let kind: Kind
        let session: String
        let network: IPNetwork
        var heard: ContinuousClock.Instant
        let onEviction: @Sendable () -> Void
    }

    private struct State {
        var lastID: UInt64 = 0
        var holders: [UInt64: Holder] = [:]
        var bySession: [String: Int] = [:]
        /// The slots of each network, so that only those of a full network are searched.
        var byNetwork: [IPNetwork: Set<UInt64>] = [:]
        var byKind: [Kind: Int] = [:]
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(_ limits: Limits) { self.limits = limits }

    /// How many slots are taken by each kind.
    var counts: [(Kind, Int)] {
        state.withLock { state in Kind.allCases.map { ($0, state.byKind[$0, default: 0]) } }
    }

    /// Takes a slot, until it is released. If the network is full, or all slots are taken, one slot is taken from the
    /// full or the largest network: in the session with the most slots, the one that has been silent longest.
    ///
    /// - Parameter onEviction: Ends whatever holds the slot. Called from any thread.
    /// - Returns: Nil if the session has as many slots as it may, or would have to take one from itself.
    func take(
        _ kind: Kind, session: String, network: IPNetwork, now: ContinuousClock.Instant = .now,
        onEviction: @escaping @Sendable () -> Void
    ) -> LiveSlot? {
        let (id, loser) = state.withLock { state -> (UInt64?, Holder?) in
            guard state.bySession[session, default: 0] < limits.perSession else { return (nil, nil) }
            var loser: Holder?
            if let crowded = crowdedNetwork(network, state) {
                guard let id = largest(in: crowded, state), let found = state.holders[id], found.session != session
                else { return (nil, nil) }
                loser = found
                remove(id, &state)
            }
            state.lastID += 1
            state.holders[state.lastID] = Holder(
                kind: kind, session: session, network: network, heard: now, onEviction: onEviction)
            state.byKind[kind, default: 0] += 1
            state.bySession[session, default: 0] += 1
            state.byNetwork[network, default: []].insert(state.lastID)
            return (state.lastID, loser)
        }
        loser?.onEviction()
        return id.map { LiveSlot(slots: self, id: $0) }
    }

    /// The network that has to give up a slot; nil if none has to.
    private func crowdedNetwork(_ network: IPNetwork, _ state: State) -> IPNetwork? {
        if state.byNetwork[network, default: []].count >= limits.perNetwork { return network }
        guard state.holders.count >= limits.total else { return nil }
        return state.byNetwork.max { $0.value.count < $1.value.count }?.key
    }

    private func largest(in network: IPNetwork, _ state: State) -> UInt64? {
        var best: (id: UInt64, count: Int, heard: ContinuousClock.Instant)?
        for id in state.byNetwork[network, default: []] {
            guard let holder = state.holders[id] else { continue }
            let count = state.bySession[holder.session, default: 0]
            if let best, (count, best.heard) <= (best.count, holder.heard) { continue }
            best = (id, count, holder.heard)
        }
        return best?.id
    }

    fileprivate func heard(_ id: UInt64) { state.withLock { $0.holders[id]?.heard = .now } }

    fileprivate func remove(_ id: UInt64) { state.withLock { remove(id, &$0) } }

    private func remove(_ id: UInt64, _ state: inout State) {
        guard let holder = state.holders.removeValue(forKey: id) else { return }
        state.byKind[holder.kind, default: 0] -= 1
        let ofSession = state.bySession[holder.session, default: 0] - 1
        state.bySession[holder.session] = ofSession > 0 ? ofSession : nil
        state.byNetwork[holder.network]?.remove(id)
        if state.byNetwork[holder.network]?.isEmpty == true { state.byNetwork[holder.network] = nil }
    }
}

/// The slot of one live channel or waiting poll. It is released with the last reference to it, or by ``letGo()``.
final class LiveSlot: Sendable {
    private let slots: LiveSlots
    private let id: UInt64

    fileprivate init(slots: LiveSlots, id: UInt64) {
        self.slots = slots
        self.id = id
    }

    /// Notes that the holder has sent something.
    func heard() { slots.heard(id) }

    func letGo() { slots.remove(id) }

    deinit { letGo() }
}
