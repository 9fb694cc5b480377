import Synchronization

/// Counts open connections, in total and for each client's network, and refuses those beyond the limits.
final class ConnectionGate: Sendable {
    private let total: Int
    private let perClient: Int
    private let state = Mutex(State())

    private struct State {
        var open = 0
        var accepted = 0
        var refused = 0
        var byNetwork: [IPNetwork: Int] = [:]
        var isClosed = false
        var hasGivenUp = false
        var whenEmpty: CheckedContinuation<Void, Never>?
    }

    /// Where connections are running short, so that idle ones should be closed.
    enum Crowd: Equatable {
        case nowhere
        case inNetwork(IPNetwork)
        case everywhere
    }

    init(total: Int, perClient: Int) {
        self.total = total
        self.perClient = perClient
    }

    /// Admits a connection, which must ``leave(_:)`` when it ends.
    ///
    /// - Parameter network: The client's network; nil for a connection of a proxy, whose client is not known yet.
    func enter(_ network: IPNetwork?) -> (isIn: Bool, crowd: Crowd) {
        state.withLock { state in
            let isIn = !state.isClosed && state.open < total && hasRoom(network, state)
            if isIn {
                state.accepted += 1
                state.open += 1
                add(1, network, &state)
            } else {
                state.refused += 1
            }
            return (isIn, crowd(network, state))
        }
    }

    /// Counts a connection that was refused for another reason.
    func refuse() { state.withLock { $0.refused += 1 } }

    /// Counts a connection for another client from now on. If that client has too many, it stays where it was counted.
    func move(from old: IPNetwork?, to new: IPNetwork) -> (isIn: Bool, crowd: Crowd) {
        state.withLock { state in
            let isIn = hasRoom(new, state)
            if isIn {
                add(-1, old, &state)
                add(1, new, &state)
            } else {
                state.refused += 1
            }
            return (isIn, crowd(new, state))
        }
    }

    func leave(_ network: IPNetwork?) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.open -= 1
            add(-1, network, &state)
            return state.open == 0 ? state.whenEmpty.take() : nil
        }
        waiter?.resume()
    }

    /// Admits no more connections.
    func close() { state.withLock { $0.isClosed = true } }

    /// Waits until the last connection has left, or ``giveUp()`` is called. For one caller.
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

    private func hasRoom(_ network: IPNetwork?, _ state: State) -> Bool {
        network.map { state.byNetwork[$0, default: 0] < perClient } ?? true
    }

    private func add(_ count: Int, _ network: IPNetwork?, _ state: inout State) {
        guard let network else { return }
        let sum = state.byNetwork[network, default: 0] + count
        state.byNetwork[network] = sum > 0 ? sum : nil
    }

    /// It is crowded when the last sixteenth of the places is being taken.
    private func crowd(_ network: IPNetwork?, _ state: State) -> Crowd {
        func isNarrow(_ count: Int, _ limit: Int) -> Bool { count > limit - max(1, limit / 16) }
        if let network, isNarrow(state.byNetwork[network, default: 0], perClient) { return .inNetwork(network) }
        return isNarrow(state.open, total) ? .everywhere : .nowhere
    }
}
