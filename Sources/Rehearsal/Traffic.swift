import Backup
import Domain
import Glibc
public import Store

/// What visitors and staff wrote in the last days of a copy.
public struct Traffic: Sendable {
    public let lines: [WrittenLine]

    /// More lines would take hours to play, even at speed.
    static let most = 100_000

    public init(_ lines: [WrittenLine]) { self.lines = lines }

    /// Reads a backup, or the newest one in a folder of backups, which is copied for that and not changed.
    ///
    /// - Parameters:
    ///   - days: before the newest message of the copy, whenever that was.
    ///   - scratch: an empty folder for the copy.
    /// - Throws: ``BackupError``, `StoreError`
    public init(backup path: String, days: Int, scratch: String) throws {
        guard let (folder, name) = try BackupFolder.find(path) else { throw BackupError.notABackup(path) }
        _ = try DatabaseCopy.make(of: folder.path + "/" + name, at: scratch + "/otvet.db")
        // Brings an older schema to this one.
        let store = try Store(folder: scratch) { _ in }
        defer { store.close() }
        lines = try store.read { reader in
            guard let newest = try reader.newestMessage() else { return [] }
            let first = newest.advanced(by: .seconds(-days * 86_400))
            return try reader.linesWritten(since: first, limit: Self.most)
        }
    }
}
