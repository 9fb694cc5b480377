import Dispatch
public import Domain
import Glibc
import Metrics
import Synchronization

/// The truth: everything that must survive the process, in one data folder.
///
/// Writes are transactions on one connection, committed in groups and flushed to disk before anybody is answered.
/// Reads are synchronous, see one snapshot, and never wait for a write.
public final class Store: Sendable {
    let writer: Writer
    private let readers: Readers
    let checkpointer: Checkpointer
    let files: FolderFiles
    private let lock: FolderLock?
    private let folder: String
    private let damageFound = Damage()
    /// How this start found an older copy in the place of what had been there; nil if it did not.
    public let restoredCopy: RestoredCopy?
    /// Where words are found.
    public let search: SearchIndex

    /// Opens the store in `folder`, which is made if it does not exist, and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - isBeside: whether another process may have it open, as a server has while its operator changes an account.
    ///     Then the schema must be this program's already, and only what no process keeps in memory may be changed.
    ///   - prepare: writes what must be there before anybody uses the store; each statement is a transaction.
    ///   - onCommit: called after each commit, in the order of commits, on the writer's queue: it must not
    ///     block and must not write.
    public init(
        folder: String, isBeside: Bool = false, prepare: (Transaction) throws -> Void = { _ in },
        onCommit: @escaping @Sendable (CommitNotice) -> Void
    ) throws {
        self.folder = folder
        lock = isBeside ? nil : try FolderLock(folder: folder)
        let files = FolderFiles(folder: folder)
        self.files = files
        if !isBeside { files.tightenModes() }
        try files.refuseStrayLog()
        let mark = files.mark
        let isCopy =
            mark.map { abs((files.changedAt(files.markPath) ?? 0) - $0.writtenAt) > HistoryMark.tolerance } ?? false
        var marked = mark ?? HistoryMark()
        // A start that is cut short must not make the copy's mark look like our own.
        if isCopy { marked.history = "" }
        let keeper = isBeside ? nil : try HistoryKeeper(files, mark: marked)
        let path = files.databasePath
        let damage = damageFound
        let connection = try Connection(path: path, access: .readWrite, damage: damage)
        // FULL: an answer means that the message is on the disk. Checkpoints are ours, so that each is marked. What a long
        // reader made the log grow to is given back once it begins anew, all but less than has it checkpointed with each
        // commit. 64 MiB of cache for the connection that writes. What is deleted is overwritten.
        try connection.run(
            script: """
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
                PRAGMA cache_size = -65536; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 33554432;
                PRAGMA secure_delete = ON
                """)
        if isBeside {
            let schema: Int = try connection.first("PRAGMA user_version") { try $0[0] } ?? 0
            guard schema == Migrator.embedded.count else {
                throw StoreError.otherSchema(found: schema, known: Migrator.embedded.count)
            }
        } else {
            try Migrator.migrate(connection) { files.copyPath(beforeSchema: $0 + 1) }
            try connection.rewriteIfWanted()
        }
        let transaction = Transaction(connection: connection)
        try prepare(transaction)
        if let keeper {
            let (history, cursor, restoredCopy) = try connection.transaction {
                try transaction.takeHistory(mark, isCopy: isCopy)
            }
            keeper.begin(history: history, cursor: cursor)
            self.restoredCopy = restoredCopy
        } else {
            restoredCopy = nil
        }
        let search = try SearchIndex(folder: folder, isAhead: { try $0 > transaction.read.cursor() })
        self.search = search
        if !isBeside, try search.progress() == .start { try transaction.forgetWhoIsIndexed() }
        let checkpointer = try Checkpointer(path: path, keeper: keeper)
        self.checkpointer = checkpointer
        readers = Readers(path: path, damage: damage)
        writer = Writer(
            connection: connection,
            publish: { notice in
                if let newest = notice.newest { keeper?.committed(upTo: newest) }
                onCommit(notice)
            },
            afterCommit: { connection in
                // The checkpointer keeps the log short; this bounds it, whatever the checkpointer does.
                if let keeper, keeper.logBytes > Self.longestLog {
                    keeper.checkpoint { (try? connection.checkpoint(truncating: false)) ?? false }
                }
                checkpointer.schedule()
            })
    }

    /// Bytes of the log's file past which the writer moves it into the database itself: 10,000 pages.
    private static let longestLog = 40 << 20

    /// What a query has met that shows the database to be damaged; nil if none has.
    public var damage: String? { damageFound.found }

    /// What it has done since it was opened, and how large it is.
    public var statistics: StoreStatistics {
        StoreStatistics(
            commits: writer.counts.durations.observations, failedCommits: writer.counts.failures.total,
            writes: writer.counts.writes.total, waitingWrites: writer.waiting,
            databaseBytes: bytes(ofFile: folder + "/otvet.db"), logBytes: bytes(ofFile: folder + "/otvet.db-wal"),
            searchBytes: bytes(ofFile: folder + "/search.db"))
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
    /// What it leaves to do for those who work in the background.
    public var work: Set<BackgroundWork> {
        events.isEmpty && staffEvents.isEmpty ? requested : requested.union([.indexing])
    }
    var requested: Set<BackgroundWork> = []
    /// Users whose sessions are not all theirs any more: their live connections begin anew, and show who they are.
    public var interrupted: [UserID] = []
    /// Whether some member of staff may do less than before: all their live connections begin anew.
    public var interruptsStaff = false

    /// Whether the team has other hours than before.
    public internal(set) var changesHours = false

    /// The newest number that it gives out.
    var newest: Cursor? { max(events.last?.cursor ?? .start, staffEvents.last?.cursor ?? .start) }

    var isEmpty: Bool {
        events.isEmpty && staffEvents.isEmpty && requested.isEmpty && interrupted.isEmpty && !interruptsStaff
            && !changesHours
    }
}

/// Inside a transaction: what may be written. Used on the writer's queue only.
public final class Transaction {
    let connection: Connection
    var notice = CommitNotice()
    /// Kept from one transaction to the next that is committed.
    var backlog: DeliveryBacklog

    init(connection: Connection, backlog: DeliveryBacklog = DeliveryBacklog()) {
        self.connection = connection
        self.backlog = backlog
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
