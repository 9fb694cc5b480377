import Domain
import Glibc
import Synchronization

/// Writes the mark beside the database: with every commit that gives out numbers, before anybody hears of them, and around
/// every checkpoint. A few microseconds each, and not flushed: a program that is killed has written it all the same.
final class HistoryKeeper: Sendable {
    private let descriptor: Int32
    private let files: FolderFiles
    private let state: Mutex<State>

    private struct State {
        var mark: HistoryMark
        /// Checkpoints under way: the writer's own and the checkpointer's may meet.
        var checkpoints = 1
    }

    /// - Parameter mark: What was found, or nothing.
    init(_ files: FolderFiles, mark: HistoryMark) throws(StoreError) {
        self.files = files
        descriptor = open(files.markPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unusableFolder(path: files.folder, reason: String(cString: strerror(errno)))
        }
        state = Mutex(State(mark: mark))
        change { _ in }
        fsync(descriptor)
    }

    deinit { close(descriptor) }

    /// The store is open: from now on the database is written by ``checkpoint(_:)`` only.
    func begin(history: String, cursor: Cursor) {
        change { state in
            state.mark.history = history
            state.mark.cursor = cursor.rawValue
            state.checkpoints -= 1
        }
    }

    /// Numbers up to `cursor` have been given out.
    func committed(upTo cursor: Cursor) {
        change { $0.mark.cursor = max($0.mark.cursor, cursor.rawValue) }
    }

    /// Runs `body`, which moves the log into the database and returns whether that holds everything then.
    func checkpoint(_ body: () -> Bool) {
        let (cursor, wasWhole) = change { state in
            defer {
                state.checkpoints += 1
                state.mark.checkpointed = 0
            }
            return (state.mark.cursor, state.mark.checkpointed > 0)
        }
        // Once the database is being written to, a power failure must not leave a mark that calls it whole.
        if wasWhole { fdatasync(descriptor) }
        let isWhole = body()
        change { state in
            state.checkpoints -= 1
            if isWhole, state.checkpoints == 0 { state.mark.checkpointed = cursor }
        }
    }

    /// Bytes that the log has.
    var logBytes: Int { files.logBytes }

    @discardableResult
    private func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { state in
            let result = body(&state)
            state.mark.isCheckpointing = state.checkpoints > 0
            state.mark.boot = FolderFiles.boot
            state.mark.databaseAt = files.writtenAt(files.databasePath) ?? 0
            var now = timespec()
            clock_gettime(CLOCK_REALTIME, &now)
            state.mark.writtenAt = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
            let line = state.mark.line
            // If the disk is full the line is there already, and only changes.
            _ = pwrite(descriptor, line, line.count, 0)
            return result
        }
    }
}
