import Synchronization

extension ServerCore {
    /// Closes connections that have been idle for a while or whose request does not get complete, the longest idle
    /// first, up to an eighth of the limit. It looks at every connection, so it runs at most ten times a second.
    func makeRoom(_ crowd: ConnectionGate.Crowd, now: UInt64) {
        let share: Int
        let network: IPNetwork?
        switch crowd {
        case .nowhere: return
        case .everywhere: (share, network) = (limits.connections / 8, nil)
        case .inNetwork(let crowded): (share, network) = (limits.connectionsPerClient / 8, crowded)
        }
        let last = lastSweep.load(ordering: .relaxed)
        guard now >= last &+ Self.sweepInterval,
            lastSweep.compareExchange(expected: last, desired: now, ordering: .relaxed).exchanged
        else { return }
        let loops = loops.withLock { $0 }
        for loop in loops {
            loop.execute { [self] in closeIdle(on: loop, in: network, atMost: max(1, share / loops.count)) }
        }
    }

    private static let sweepInterval: UInt64 = 100_000_000

    private func closeIdle(on loop: EventLoop, in network: IPNetwork?, atMost count: Int) {
        let idle = loop.channels.compactMap { channel -> (since: UInt64, channel: Channel)? in
            guard network == nil || channel.network == network, let since = channel.idleSince,
                loop.now >= since &+ limits.idleGrace.clampedNanoseconds
            else { return nil }
            return (since, channel)
        }
        for (_, channel) in idle.sorted(by: { $0.since < $1.since }).prefix(count) {
            channel.close()
            madeRoom.wrappingAdd(1, ordering: .relaxed)
        }
    }
}
