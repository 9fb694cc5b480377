import Dispatch
public import Domain
import Glibc
import Synchronization

/// The truth: everything that must survive the process, in one data folder.
///
/// Writes are transactions on one connection, committed in groups and flushed to disk before anybody is answered.
/// Reads are synchronous, see one snapshot, and never wait for a write.
public final class Store: Sendable {
    private let writer: Writer
    private let readers: Readers
    private let checkpointer: Checkpointer
    private let lock: FolderLock
    /// Where words are found.
    public let search: SearchIndex

    /// Opens the store in `folder`, which is made if it does not exist, and brings its schema up to date.
    ///
    /// - Parameter onCommit: called after each commit, in the order of commits, on the writer's queue: it must not
    ///   block and must not write.
    public init(folder: String, onCommit: @escaping @Sendable (CommitNotice) -> Void) throws {
        lock = try FolderLock(folder: folder)
        let path = folder + "/otvet.db"
        let connection = try Connection(path: path, access: .readWrite)
        // FULL: an answer means that the message is on the disk. 10,000 pages: the checkpoint that a commit may have to
        // do itself, which the checkpointer keeps nearly empty. 64 MiB of cache for the connection that writes.
        try connection.run(
            script: """
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000;
                PRAGMA cache_size = -65536; PRAGMA foreign_keys = ON
                """)
        try Migrator.migrate(connection) { "\(folder)/before-schema-\($0 + 1).db" }
        search = try SearchIndex(folder: folder)
        let checkpointer = try Checkpointer(path: path)
        self.checkpointer = checkpointer
        readers = Readers(path: path)
        writer = Writer(connection: connection, publish: onCommit, afterCommit: { checkpointer.schedule() })
    }

    /// Runs `body` in a transaction and returns once it is committed and flushed. If `body` throws, nothing of it is
    /// kept. It may run twice, so it must have no effect but through the transaction.
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { writer.submit(ContinuationJob(body, $0)) }
    }

    /// Runs `body` on one snapshot, on the caller's thread. Every query in it is bounded, so an event loop may call it.
    public func read<Result>(_ body: (Reader) throws -> Result) throws -> Result {
        try readers.read(body)
    }

    /// Commits what was accepted, refuses the rest, and empties the WAL.
    public func close() {
        writer.close()
        readers.close()
        search.close()
        checkpointer.close()
    }
}

/// What a commit has changed, for those who follow.
public struct CommitNotice: Sendable {
    /// In the order of their cursors.
    public var events: [Event] = []
    /// What only the staff may see; numbered together with the others.
    public var staffEvents: [StaffEvent] = []
    /// Whether a ticket was closed, which will have to be archived.
    public var hasClosings = false
    /// Whether the outbox has something new.
    public var hasDeliveries = false
    /// Whether updates from Telegram wait to be understood.
    public var hasUpdates = false

    var isEmpty: Bool { events.isEmpty && staffEvents.isEmpty && !hasDeliveries && !hasUpdates }
}

/// Inside a transaction: what may be written. Used on the writer's queue only.
public final class Transaction {
    let connection: Connection
    var notice = CommitNotice()

    init(connection: Connection) {
        self.connection = connection
    }

    /// Reads what this transaction sees, its own writes included.
    public var read: Reader { Reader(connection: connection) }
}

/// Inside a snapshot: what may be asked. Valid only inside the closure that it is given to.
public struct Reader {
    let connection: Connection
}

@available(*, unavailable)
extension Transaction: Sendable {}

@available(*, unavailable)
extension Reader: Sendable {}
