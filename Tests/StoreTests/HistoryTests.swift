import Domain
import Glibc
import TestSupport
import Testing

@testable import Store

/// Copies that take the database's place are noticed.
@Suite struct HistoryTests {
    private let folder = TemporaryFolder()
    private var path: String { folder.path + "/otvet.db" }

    /// Opens the store for as long as `body` runs.
    private func opened<Result>(_ body: (Store) async throws -> Result) async throws -> Result {
        let store = try Store(folder: folder.path) { _ in }
        defer { store.close() }
        return try await body(store)
    }

    /// A conversation of so many lines; returns the newest number.
    private func talk(_ store: Store, _ lines: Int) async throws -> Cursor {
        try await store.write { transaction in
            let token = (0..<32).map { _ in UInt8.random(in: 0...255) }
            let user = try transaction.openSession(tokenHash: token, context: VisitorContext(), now: .now()).user.id
            let ticket = try transaction.openChat(for: user, now: .now())
            for line in 0..<lines {
                let draft = MessageDraft(author: .user, text: try MessageText("\(line)"))
                _ = try transaction.insert(draft, ticket: ticket, user: user, now: .now())
            }
            return try transaction.read.cursor()
        }
    }

    private func isKnown(_ cursor: Cursor, _ store: Store) -> Bool {
        (try? store.read { try $0.resume(cursor) }) != nil
    }

    private func copy(_ from: String, _ to: String) throws {
        let bytes = try Bytes(contentsOf: from)
        try bytes.write(to: to)
    }

    private func backUp(to path: String) throws {
        let connection = try Connection(path: self.path, access: .readOnly)
        try connection.execute("VACUUM INTO ?", path)
    }

    @Test func olderCopy_givesNoNumberTwice_andRefusesCursorsOfWhatIsLost() async throws {
        let backup = folder.path + "/copy"
        let (kept, lost) = try await opened { store in
            let kept = try await talk(store, 5)
            try backUp(to: backup)
            return (kept, try await talk(store, 5))
        }
        try copy(backup, path)
        let new = try await opened { store in
            #expect(store.restoredCopy == .older(knewUpTo: lost))
            #expect(
                store.restoredCopy?.description == "an older copy: events up to \(lost.rawValue) had been given out")
            let new = try await talk(store, 50)
            #expect(new > lost)
            #expect(!isKnown(lost, store))
            #expect(isKnown(kept, store) && isKnown(new, store) && isKnown(.start, store))
            return new
        }
        // And so after every start, and after another return.
        try await opened { store in
            #expect(store.restoredCopy == nil)
            #expect(!isKnown(lost, store) && isKnown(new, store))
        }
        try copy(backup, path)
        try await opened { store in
            let newest = try await talk(store, 50)
            #expect(newest > new && !isKnown(new, store) && !isKnown(lost, store) && isKnown(newest, store))
        }
    }

    @Test func folderThatIsACopy_refusesCursorsThatItNeverGave() async throws {
        let names = ["otvet.db", "otvet.mark"].map { "\(folder.path)/\($0)" }
        _ = try await opened { try await talk($0, 5) }
        for name in names { try copy(name, name + ".copy") }
        let lost = try await opened { try await talk($0, 5) }
        // Laid over the old ones as a whole, a while later.
        for name in names { try copy(name + ".copy", name) }
        try await Task.sleep(for: .seconds(2.2))
        #expect(utimes(folder.path + "/otvet.mark", nil) == 0)
        try await opened { store in
            #expect(store.restoredCopy == .copied)
            _ = try await talk(store, 50)
            #expect(!isKnown(lost, store))
        }
    }

    @Test func startAfterStart_isNoReturn() async throws {
        var newest = Cursor.start
        for _ in 0..<3 {
            let before = newest
            newest = try await opened { store in
                #expect(store.restoredCopy == nil)
                #expect(isKnown(before, store))
                return try await talk(store, 2)
            }
        }
        #expect(newest < Cursor(rawValue: 1000))
    }

    @Test func logOfAnotherDatabase_isRefused_andAcceptedOnceItIsGone() async throws {
        let (backup, log) = (folder.path + "/copy", path + "-wal")
        try await opened { store in
            _ = try await talk(store, 5)
            try backUp(to: backup)
            _ = try await talk(store, 500)
            try copy(log, folder.path + "/log")
        }
        // The server was killed: its log is still there. The copy is laid over the database alone.
        try copy(backup, path)
        try copy(folder.path + "/log", log)
        await #expect(throws: StoreError.strayLog(path: path)) { try await opened { _ in } }
        #expect(throws: StoreError.strayLog(path: path)) { try StoreSummary(folder: folder.path) }
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        try await opened { #expect($0.restoredCopy != nil) }
    }

    /// After the machine was started anew the times of the files prove nothing.
    @Test(arguments: [true, false])
    func logOfAnotherDatabase_isRefused_alsoAfterTheMachineWasStartedAnew(isOlder: Bool) async throws {
        let (backup, log, mark) = (folder.path + "/copy", path + "-wal", folder.path + "/otvet.mark")
        try await opened { store in
            _ = try await talk(store, 5)
            try await eventually { FolderFiles(folder: folder.path).mark?.checkpointed ?? 0 > 0 }
            try copy(path, backup)
            if isOlder {
                let newest = try await talk(store, 500)
                try await eventually { FolderFiles(folder: folder.path).mark?.checkpointed == newest.rawValue }
            }
            _ = try await talk(store, 5)
            // Whatever the timer moves into the database after this, it is not in the copies.
            repeat {
                try copy(mark, folder.path + "/mark")
                if !isOlder { try copy(path, backup) }
                try copy(log, folder.path + "/log")
            } while try Bytes(contentsOf: mark).bytes != Bytes(contentsOf: folder.path + "/mark").bytes
        }
        try copy(backup, path)
        try copy(folder.path + "/log", log)
        var bytes = try Bytes(contentsOf: folder.path + "/mark").bytes
        let boot = FolderFiles.boot
        let place = try #require(String(decoding: bytes, as: UTF8.self).firstRange(of: boot))
        let offset = String(decoding: bytes, as: UTF8.self)[..<place.lowerBound].utf8.count
        bytes.replaceSubrange(offset..<offset + boot.utf8.count, with: boot.utf8.reversed())
        unlink(mark)
        try Bytes(bytes: bytes).write(to: mark)
        if isOlder {
            #expect(throws: StoreError.strayLog(path: path)) { try StoreSummary(folder: folder.path) }
        } else {
            #expect(try StoreSummary(folder: folder.path) != nil)
        }
    }

    @Test func logOfTheDatabaseItself_isTaken_alsoInTheMiddleOfACheckpoint() async throws {
        try await opened { store in
            for _ in 0..<50 {
                _ = try await talk(store, 20)
                try FolderFiles(folder: folder.path).refuseStrayLog()
            }
        }
    }

    @Test func mark_isReadAsItWasWritten_andNothingElseIs() {
        var mark = HistoryMark()
        (mark.history, mark.cursor, mark.writtenAt, mark.databaseAt) = ("abc", 7, 1_700_000_000_123_456_789, 5)
        mark.isCheckpointing = false
        mark.checkpointed = 6
        #expect(HistoryMark(mark.line) == mark)
        #expect(mark.line.count == HistoryMark.length)
        #expect(HistoryMark(HistoryMark().line) == HistoryMark())
        #expect(HistoryMark(Array("otvet-mark-1 abc".utf8)) == nil)
        #expect(HistoryMark([]) == nil)
        mark.boot = "this"
        #expect(!mark.isLogStray(databaseAt: 5, boot: "this"))
        #expect(mark.isLogStray(databaseAt: 4, boot: "this"))
        // After a power failure the times on the disk are not exact, and in a checkpoint they are not known.
        #expect(!mark.isLogStray(databaseAt: 4, boot: "other"))
        #expect(mark.isLogStray(databaseAt: mark.writtenAt + 600_000_000_000, boot: "other"))
    }
}

/// A file's bytes, written in place as `cp` does.
private struct Bytes {
    var bytes: [UInt8] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    init(contentsOf path: String) throws {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { return }
            bytes += piece.prefix(count)
        }
    }

    func write(to path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }
}
