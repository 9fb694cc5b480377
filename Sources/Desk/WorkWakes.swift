public import Realtime
public import Store
import Synchronization

/// Wakes background work when a commit has left it something to do.
@_spi(Channel) public final class WorkWakes: Sendable {
    private struct Followers {
        var wakes: [Wake] = []
        var raised = 0
    }

    private let followers = Mutex<[BackgroundWork: Followers]>([:])

    public func raise(_ work: BackgroundWork) {
        let wakes = followers.withLock { followers in
            followers[work, default: Followers()].raised += 1
            return followers[work]?.wakes ?? []
        }
        for wake in wakes { wake.raise() }
    }

    /// A wake for this work, raised from here on. The desk keeps it for ever, so ask for it only once.
    public func follow(_ work: BackgroundWork) -> Wake {
        let wake = Wake()
        followers.withLock { $0[work, default: Followers()].wakes.append(wake) }
        return wake
    }

    /// How often there was work, by which a task sees whether something has changed since it last looked.
    public func count(of work: BackgroundWork) -> Int { followers.withLock { $0[work]?.raised ?? 0 } }
}
