import Foundation
import Glibc
import TestSupport
import Testing

@testable import Store

/// Who may read the files of the data folder.
@Suite struct FileModeTests {
    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        #expect(stat(path, &status) == 0, "\(path)")
        return status.st_mode & 0o777
    }

    /// As after `sqlite3 … VACUUM INTO`, or a restore as another user.
    @Test func filesThatOthersMayRead_areTheOwnersAlone_afterAStart() throws {
        let folder = TemporaryFolder()
        let names = [
            "otvet.db", "otvet.db-wal", "otvet.db-shm", "search.db", "search.db-wal", "search.db-shm", "otvet.key",
        ]
        #expect(FileManager.default.createFile(atPath: folder.path + "/otvet.key", contents: nil))
        try Store(folder: folder.path) { _ in }.close()
        for name in ["otvet.db", "search.db", "otvet.key"] { #expect(chmod("\(folder.path)/\(name)", 0o664) == 0) }
        let store = try Store(folder: folder.path) { _ in }
        defer { store.close() }
        for name in names { #expect(try mode("\(folder.path)/\(name)") == 0o600, "\(name)") }
        #expect(store.restoredCopy == nil)
    }
}
