import Glibc
import Synchronization

/// What has been found of the database's damage, by whichever query met it first. It stays until the program is started on
/// a database that is whole.
final class Damage: Sendable {
    private let first = Mutex<String?>(nil)

    var found: String? { first.withLock { $0 } }

    func note(_ error: StoreError) {
        guard error.isDamage else { return }
        first.withLock { $0 = $0 ?? error.description }
    }
}

/// Looks through the whole database of a folder for what does not fit together. Reads all of it, and changes nothing; a
/// server may run. Blocks on the disk.
///
/// - Returns: What is wrong, ten things at most; nothing if all is well or there is no database.
/// - Throws: ``StoreError`` if it can't be read at all.
public func databaseFaults(folder: String) throws -> [String] {
    try faults(FolderFiles(folder: folder).databasePath)
}

/// The same for the search.
public func searchFaults(folder: String) throws -> [String] {
    try faults(folder + "/search.db")
}

private func faults(_ path: String) throws -> [String] {
    guard access(path, F_OK) == 0 else { return [] }
    let connection = try Connection(path: path, access: .readOnly)
    do {
        return try connection.all("PRAGMA quick_check(10)") { try $0[0] as String }.filter { $0 != "ok" }
    } catch let error as StoreError where error.isDamage {
        // Some damage ends the check before it can list anything.
        return [error.description]
    }
}
