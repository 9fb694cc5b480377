public import Realtime
public import Store

/// Wakes background work when a commit has left it something to do.
@_spi(Channel) public struct WorkWakes: Sendable {
    private let wakes = Dictionary(uniqueKeysWithValues: BackgroundWork.allCases.map { ($0, Wakes()) })

    public func raise(_ work: BackgroundWork) { wakes[work]?.raise() }

    /// A wake for this work, raised from here on. The desk keeps it for ever, so ask for it only once.
    public func follow(_ work: BackgroundWork) -> Wake { wakes[work]?.follow() ?? Wake() }

    /// How often there was work, by which a task sees whether something has changed since it last looked.
    public func count(of work: BackgroundWork) -> Int { wakes[work]?.count ?? 0 }
}
