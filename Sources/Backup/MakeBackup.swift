public import Domain
import Files
import Glibc
import Store

extension BackupFolder {
    /// What is going on, for whoever waits.
    public enum Progress: Sendable, Equatable {
        /// How much of the database is copied, from 0 to 1.
        case database(Double)
        /// So many of so many files are looked at.
        case files(Int, of: Int)
        case verifying
    }

    public struct Made: Sendable, Equatable {
        public let name: String
        public let manifest: Manifest
        /// Files that had to be copied, and their bytes; the others were here.
        public let copied: Int
        public let copiedBytes: Int
        /// Old backups that were removed.
        public let removed: Int
    }

    /// Tries to copy all files: each time some may have gone since the database was copied.
    private static let attempts = 5

    /// Copies a data folder, also while a server runs on it. A backup is there once it is whole and has been read again.
    ///
    /// - Parameters:
    ///   - folder: the data folder; nothing in it is changed.
    ///   - count: so many of the newest backups are kept, this one among them; nil keeps all.
    ///   - version: of the program.
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

    /// Copies the database, and the files that it knows.
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

    /// Copies the files that the database knows. Nil if one of them has gone meanwhile: the copy is older than that.
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
                    }
                } catch {
                    guard case .system(_, ENOENT) = error else {
                        throw BackupError(error, folder + "/files/" + file.name)
                    }
                    // Without it in the original too, it has been lost before, and no other copy would have it.
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

    /// Whether the database still knows a file that is not there.
    private func isLost(_ name: String, in folder: String) throws -> Bool {
        try DatabaseCopy(path: folder + "/otvet.db").knows(file: name)
    }
}

func folderOfFiles(_ path: String) throws(BackupError) -> FileFolder {
    do throws(FileFault) {
        return try FileFolder(path: path)
    } catch {
        throw BackupError(error, path)
    }
}

/// The key that second factors are encrypted with; a folder of an older version has none.
func copyKey(from folder: String, to other: String) throws(BackupError) {
    guard let key = try read(folder + "/otvet.key", limit: 1024) else { return }
    try write(key, to: other + "/otvet.key")
}

/// Nil if there is no such file.
func read(_ path: String, limit: Int) throws(BackupError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        if errno == ENOENT { return nil }
        throw .system(path)
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = Glibc.read(descriptor, &bytes, limit)
    guard count >= 0 else { throw .system(path) }
    return Array(bytes.prefix(count))
}

/// Writes a file that is not there yet, for its owner alone, and flushes it to the disk.
func write(_ bytes: [UInt8], to path: String) throws(BackupError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
        throw .system(path)
    }
}

/// Flushes what names are in a folder to the disk.
func sync(_ folder: String) throws(BackupError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(folder) }
}
