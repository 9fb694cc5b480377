import Synchronization

extension ServerCore {
    /// Closes connections on which nobody has asked for anything for a while, or not to the end, the longest idle first: all
    /// that wait there, up to an eighth of what may be open. At most ten times a second, since it looks at every connection.
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
