import Domain
import Files
import Glibc
import Store

/// A folder of backups. Each backup is a folder with a database of its own. The files of all of
/// them are stored beside, each once.
///
///     2026-11-30T210358.120Z/otvet.db  otvet.key  manifest.json
///     files/…
public struct BackupFolder: Sendable {
    public let path: String
    var filesPath: String { path + "/files" }
    /// Unfinished backups have this prefix. The next backup removes them.
    private static let draftPrefix = "incomplete-"

    public init(path: String) { self.path = path }

    func path(of backup: String) -> String { path + "/" + backup }
    func draft(of backup: String) -> String { path + "/" + Self.draftPrefix + backup }

    /// The name of a backup that is made at this time. Names sort by time.
    static func name(at time: Timestamp) -> String { time.description.replacing(":", with: "") }

    private static func isName(_ name: String) -> Bool {
        name.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{6}\.\d{3}Z/) != nil
    }

    /// Complete backups, oldest first.
    public func backups() throws(BackupError) -> [String] { try names().filter(Self.isName).sorted() }

    /// Creates the folder, or checks that it contains nothing else.
    func prepare() throws(BackupError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .system(path) }
        let known = ["files", "otvet.lock"]
        let others = try names().filter {
            !known.contains($0) && !Self.isName($0) && !$0.hasPrefix(Self.draftPrefix)
        }
        guard others.isEmpty else { throw .notABackup(path) }
    }

    /// Removes what earlier attempts have left behind.
    func removeDrafts() throws(BackupError) {
        for name in try names() where name.hasPrefix(Self.draftPrefix) { try remove(path + "/" + name) }
    }

    /// Removes all backups except the newest `count`, and files that no remaining backup has.
    /// Returns how many backups were removed.
    func prune(keeping count: Int) throws -> Int {
        let old = try backups().dropLast(max(1, count))
        guard !old.isEmpty else { return 0 }
        for backup in old { try remove(path(of: backup)) }
        let kept = try backups().map { try DatabaseCopy(path: path(of: $0) + "/otvet.db") }
        let folder = try FileFolder(path: filesPath)
        _ = try folder.sweep(olderThan: -1) { name in try kept.contains { try $0.knows(file: name) } }
        return old.count
    }

    private func names() throws(BackupError) -> [String] { try Backup.names(in: path) }

    /// Removes the folder of a backup, which has no folders in it.
    private func remove(_ folder: String) throws(BackupError) {
        for name in ["otvet.db", "otvet.db-journal", "otvet.key", "manifest.json"] { unlink(folder + "/" + name) }
        guard rmdir(folder) == 0 || errno == ENOENT else { throw .system(folder) }
    }
}

extension BackupError {
    /// The error of the last system call.
    static func system(_ path: String) -> BackupError { .system(path: path, reason: String(cString: strerror(errno))) }

    init(_ fault: FileFault, _ path: String) {
        switch fault {
        case .system(_, EBADMSG): self = .damaged(path, ["its content is not what its name says"])
        case .system(_, let code): self = .system(path: path, reason: String(cString: strerror(code)))
        default: self = .system(path: path, reason: "\(fault)")
        }
    }
}
