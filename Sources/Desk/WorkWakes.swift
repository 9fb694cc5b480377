public import Realtime
public import Store

/// Wakes those who work in the background when a commit has left them something to do.
@_spi(Channel) public struct WorkWakes: Sendable {
    private let wakes = Dictionary(uniqueKeysWithValues: BackgroundWork.allCases.map { ($0, Wakes()) })

    public func raise(_ work: BackgroundWork) { wakes[work]?.raise() }

    /// A wake that is raised for this work from now on. It is kept as long as the desk: ask for it once.
    public func follow(_ work: BackgroundWork) -> Wake { wakes[work]?.follow() ?? Wake() }

    /// How often there was something, to know whether something has changed since.
    public func count(of work: BackgroundWork) -> Int { wakes[work]?.count ?? 0 }
}
