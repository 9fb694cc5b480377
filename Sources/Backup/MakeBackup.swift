public import Domain
import Files
import Glibc
import Store

extension BackupFolder {
    /// What a backup, an export or the way back is doing.
    public enum Progress: Sendable, Equatable {
        /// How much of the database is copied, from 0 to 1.
        case database(Double)
        /// How many of the files have been checked.
        case files(Int, of: Int)
        case verifying
        /// How many lines of a file of an export are done.
        case lines(Int)
        /// How many conversations have their page.
        case pages(Int)
    }

    public struct Made: Sendable, Equatable {
        public let name: String
        public let manifest: Manifest
        /// How many files had to be copied, and their bytes. The others were already in the folder of backups.
        public let copied: Int
        public let copiedBytes: Int
        /// How many old backups were removed.
        public let removed: Int
    }

    /// How often it tries to copy all files: some may be removed after the database was copied.
    private static let attempts = 5

    /// Makes a backup of a data folder, even while a server runs on it. The backup appears only when it is
    /// complete, and its database and what was copied for it have been read again.
    ///
    /// - Parameters:
    ///   - folder: The data folder, in which nothing is changed.
    ///   - count: How many of the newest backups are kept, including this one; nil keeps all.
    ///   - version: The version of the program.
    public func make(
        of folder: String, keeping count: Int? = nil, version: String, now: Timestamp = .now(),
        progress: (Progress) -> Void = { _ in }
    ) throws -> Made {
        guard try StoreSummary(folder: folder) != nil else { throw BackupError.noDatabase(folder) }
        try prepare()
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        try removeDrafts()
        let (name, files) = (Self.name(at: now), try folderOfFiles(filesPath))
        let draft = draft(of: name)
        guard mkdir(draft, 0o700) == 0 else { throw BackupError.system(draft) }
        var (manifest, copied) = try copy(folder, to: draft, files, progress)
        (manifest.version, manifest.madeAt) = (version, now.description)
        try copyKey(from: folder, to: draft)
        try write(manifest.json, to: draft + "/manifest.json")
        progress(.verifying)
        let damage = try DatabaseCopy(path: draft + "/otvet.db").damage()
        guard damage.isEmpty else { throw BackupError.damaged(folder, damage) }
        try sync(draft)
        guard rename(draft, path(of: name)) == 0 else { throw BackupError.system(draft) }
        try sync(path)
        let removed = try count.map { try prune(keeping: $0) } ?? 0
        return Made(name: name, manifest: manifest, copied: copied.count, copiedBytes: copied.bytes, removed: removed)
    }

    private func lock() throws -> FolderLock {
        do {
            return try FolderLock(folder: path)
        } catch StoreError.locked {
            throw BackupError.busy(path)
        }
    }

    /// Copies the database, and the files that are in it.
    private func copy(
        _ folder: String, to draft: String, _ files: FileFolder, _ progress: (Progress) -> Void
    ) throws -> (Manifest, Copied) {
        for _ in 1...Self.attempts {
            unlink(draft + "/otvet.db")
            let copy = try DatabaseCopy.make(of: folder, at: draft + "/otvet.db") { progress(.database($0)) }
            if let taken = try take(copy, from: folder, into: files, progress) { return taken }
        }
        throw BackupError.filesKeepVanishing(folder)
    }

    private typealias Copied = (count: Int, bytes: Int)

    /// Copies the files that the database refers to. Nil if one of them was removed after the database was copied.
    private func take(
        _ copy: DatabaseCopy, from folder: String, into files: FileFolder, _ progress: (Progress) -> Void
    ) throws -> (Manifest, Copied)? {
        var manifest = Manifest()
        (manifest.schema, manifest.cursor) = (try copy.schema(), try copy.cursor())
        let source = try FileFolder(path: folder + "/files", isBeside: true)
        let all = try copy.fileCount()
        var (last, copied): (Int64, Copied) = (0, (0, 0))
        while true {
            let page = try copy.files(after: last)
            guard !page.isEmpty else { return (manifest, copied) }
            for file in page {
                do throws(FileFault) {
                    if try files.adopt(file.name, of: file.size, from: source) {
                        copied = (copied.count + 1, copied.bytes + file.size)
                        guard try files.isWhole(file.name, of: file.size) else {
                            files.remove(file.name)
                            throw FileFault.system(call: "read", errno: EBADMSG)
                        }
                    }
                } catch {
                    guard case .system(_, ENOENT) = error else {
                        throw BackupError(error, folder + "/files/" + file.name)
                    }
                    // If the original database refers to the file too, the file was lost before,
                    // and another copy would lack it too.
                    guard try isLost(file.name, in: folder) else { return nil }
                    throw BackupError.damaged(folder, ["files/\(file.name) is missing"])
                }
                manifest.files += 1
                manifest.fileBytes += file.size
                last = file.number
                progress(.files(manifest.files, of: all))
            }
        }
    }

    /// Whether the database still refers to a file that does not exist.
    private func isLost(_ name: String, in folder: String) throws -> Bool {
        try DatabaseCopy(path: folder + "/otvet.db").knows(file: name)
    }
}
