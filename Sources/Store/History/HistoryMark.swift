import Domain
import Glibc

/// What is known of the database outside of it, in the small file `otvet.mark` beside it: so that it shows when an older
/// copy has taken the database's place, or the folder is a copy as a whole.
struct HistoryMark: Equatable {
    /// The name of the history that the database holds. Another one begins when a copy has been brought back.
    var history = ""
    /// The number of the newest event that was given out.
    var cursor: Int64 = 0
    /// When this was written, and when `otvet.db` was, in nanoseconds since 1970.
    var writtenAt: Int64 = 0
    var databaseAt: Int64 = 0
    /// Whether the log was being moved into the database, so that the latter's time says nothing.
    var isCheckpointing = true
    /// The newest event in the database itself, its log left out; 0 while that is being written to or only part of the log
    /// is there.
    var checkpointed: Int64 = 0
    /// The kernel's name for this run of the machine: what the disk had after a power failure is not what was written last.
    var boot = ""

    /// The setting that holds the name of the database's history.
    static let setting = "history"

    /// A line of this length, so that the next one covers it.
    static let length = 192
    /// The clock's steps, as far as a file's times show them.
    static let tolerance: Int64 = 2_000_000_000

    // It is written with every commit, so no list of texts is made first.
    var line: [UInt8] {
        var line = Array("otvet-mark-1".utf8)
        line.reserveCapacity(Self.length)
        func append(_ word: String) {
            line.append(0x20)
            line.append(contentsOf: (word.isEmpty ? "-" : word).utf8)
        }
        append(history)
        append(String(cursor))
        append(String(writtenAt))
        append(String(databaseAt))
        append(isCheckpointing ? "1" : "0")
        append(boot)
        append(String(checkpointed))
        line.removeLast(max(0, line.count - Self.length + 1))
        line.append(contentsOf: repeatElement(0x20, count: Self.length - 1 - line.count))
        line.append(0x0A)
        return line
    }

    init() {}

    /// Nil for what is no such line.
    init?(_ line: [UInt8]) {
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).map {
            $0 == "-" ? "" : String($0)
        }
        guard 7...8 ~= words.count, words[0] == "otvet-mark-1", let cursor = Int64(words[2]),
            let writtenAt = Int64(words[3]),
            let databaseAt = Int64(words[4])
        else { return nil }
        self.history = words[1]
        self.cursor = cursor
        self.writtenAt = writtenAt
        self.databaseAt = databaseAt
        isCheckpointing = words[5] == "1"
        boot = words[6]
        // A version before this one did not say it.
        checkpointed = words.count > 7 ? Int64(words[7]) ?? 0 : 0
    }

    /// Whether the log that lies beside the database was written for another one.
    ///
    /// - Parameters:
    ///   - databaseAt: When `otvet.db` was written last.
    ///   - boot: This run of the machine.
    func isLogStray(databaseAt: Int64, boot: String) -> Bool {
        guard boot == self.boot, !boot.isEmpty, !isCheckpointing else {
            // What was written last is not known exactly; but nobody writes there once the program has ended.
            return databaseAt > writtenAt + 60 * Self.tolerance
        }
        return databaseAt != self.databaseAt
    }
}

/// What the files of a folder say of themselves.
struct FolderFiles {
    let folder: String

    var databasePath: String { folder + "/otvet.db" }
    var markPath: String { folder + "/otvet.mark" }

    /// When the file's content was written, in nanoseconds since 1970; nil if there is none.
    func writtenAt(_ path: String) -> Int64? { status(path).map { nanoseconds($0.st_mtim) } }

    /// When the file was made to be what it is: later than its content if it is a copy.
    func changedAt(_ path: String) -> Int64? { status(path).map { nanoseconds($0.st_ctim) } }

    /// Bytes of what was committed and is not in the database yet.
    var logBytes: Int { status(databasePath + "-wal").map { Int($0.st_size) } ?? 0 }

    /// Nil if there is none that can be read.
    var mark: HistoryMark? {
        let descriptor = open(markPath, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: HistoryMark.length)
        let count = read(descriptor, &bytes, bytes.count)
        return count == bytes.count ? HistoryMark(bytes) : nil
    }

    /// Refuses a log that was written for another database than the one beside it: SQLite would take it for this one's, and
    /// make of both one that never was.
    func refuseStrayLog() throws(StoreError) {
        var seen = mark
        while logBytes > 0, let known = seen, let databaseAt = writtenAt(databasePath),
            known.isLogStray(databaseAt: databaseAt, boot: Self.boot) || isDatabaseOlder(than: known)
        {
            // A server that runs may have moved its log between the two looks.
            seen = mark
            guard seen != known else { throw .strayLog(path: databasePath) }
        }
    }

    /// Whether the database itself, without its log, has less than it had after its last checkpoint, or is another one's.
    /// Asked only if the times of the files tell nothing, because the machine was started anew since.
    private func isDatabaseOlder(than mark: HistoryMark) -> Bool {
        guard mark.boot != Self.boot, mark.checkpointed > 0,
            let connection = try? Connection(path: databasePath, access: .withoutLog)
        else { return false }
        let reader = Reader(connection: connection)
        // What can't be read is found damaged, or not, with its log.
        guard let cursor = try? reader.cursor(), let history = try? reader.setting(HistoryMark.setting) else {
            return false
        }
        return cursor.rawValue < mark.checkpointed || history != mark.history
    }

    /// Keeps what is secret to its owner: a copy that was brought back may be open to everybody, and SQLite makes its other
    /// files as open as the database. The mark is left alone: by its times it is known whether it is a copy.
    func tightenModes() {
        let databases = [databasePath, folder + "/search.db"]
        let files = databases.flatMap { database in ["", "-wal", "-shm"].map { database + $0 } }
        for path in files + [folder + "/otvet.key"] {
            // Where it can't be done, the folder is another user's, who has decided that.
            if let mode = status(path)?.st_mode, mode & 0o077 != 0 { _ = chmod(path, mode & 0o700) }
        }
    }

    static let boot: String = {
        let descriptor = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 36)
        return read(descriptor, &bytes, bytes.count) == bytes.count ? String(decoding: bytes, as: UTF8.self) : ""
    }()

    private func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    private func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }
}
