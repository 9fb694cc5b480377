import HTTPEngine
import Synchronization

/// The live channels and waiting polls there are, which last: bounded for each session, for each client's network and in all.
final class LiveSlots: Sendable {
    struct Limits: Sendable {
        /// A browser's windows that can't share one channel; who has more must do without in the last of them.
        var perSession = 30
        var perNetwork = 1_500
        var total = 15_000
    }

    private struct Holder {
        let session: String
        let network: IPNetwork
        var heard: ContinuousClock.Instant
        let giveWay: @Sendable () -> Void
    }

    private struct State {
        var lastID: UInt64 = 0
        var holders: [UInt64: Holder] = [:]
        var bySession: [String: Int] = [:]
        /// Who has places there, so that nobody's are searched but those of the network that is full.
        var byNetwork: [IPNetwork: Set<UInt64>] = [:]
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(_ limits: Limits) { self.limits = limits }

    /// A place, until it is let go. Where it is full, whoever has most gives way: of the network that is full, or else of
    /// the largest, the largest session's place that was silent for longest.
    ///
    /// - Parameter giveWay: Ends what has the place. From any thread.
    /// - Returns: Nil if the session has as many as it may, or more than anybody who could give way.
    func take(
        session: String, network: IPNetwork, now: ContinuousClock.Instant = .now,
        giveWay: @escaping @Sendable () -> Void
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
            state.holders[state.lastID] = Holder(session: session, network: network, heard: now, giveWay: giveWay)
            state.bySession[session, default: 0] += 1
            state.byNetwork[network, default: []].insert(state.lastID)
            return (state.lastID, loser)
        }
        loser?.giveWay()
        return id.map { LiveSlot(slots: self, id: $0) }
    }

    /// Where somebody has to give way, if anywhere.
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
        let ofSession = state.bySession[holder.session, default: 0] - 1
        state.bySession[holder.session] = ofSession > 0 ? ofSession : nil
        state.byNetwork[holder.network]?.remove(id)
        if state.byNetwork[holder.network]?.isEmpty == true { state.byNetwork[holder.network] = nil }
    }
}

/// The place of one live channel or waiting poll. Let go with its last reference, or when it is told to be.
final class LiveSlot: Sendable {
    private let slots: LiveSlots
    private let id: UInt64

    fileprivate init(slots: LiveSlots, id: UInt64) {
        self.slots = slots
        self.id = id
    }

    /// Its holder has said something.
    func heard() { slots.heard(id) }

    func letGo() { slots.remove(id) }

    deinit { letGo() }
}
