import Files
import Glibc
import Store

extension BackupFolder {
    public struct Restored: Sendable, Equatable {
        public let name: String
        public let manifest: Manifest
    }

    /// The backup that a path means: the newest one in a folder of backups, or the backup itself. Nil if it is neither.
    public static func find(_ path: String) throws(BackupError) -> (folder: BackupFolder, name: String)? {
        let path = withoutSlash(path)
        if access(path + "/manifest.json", F_OK) == 0 {
            let end = path.lastIndex(of: "/")
            let parent = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
            return (BackupFolder(path: parent), String(path[(end.map(path.index(after:)) ?? path.startIndex)...]))
        }
        let folder = BackupFolder(path: path)
        return try folder.backups().last.map { (folder, $0) }
    }

    public func manifest(of backup: String) throws(BackupError) -> Manifest {
        let path = path(of: backup) + "/manifest.json"
        guard let json = try read(path, limit: Manifest.longest) else { throw .notABackup(self.path(of: backup)) }
        return try Manifest(json, at: path)
    }

    /// Restores a backup to a folder that does not exist yet, or is empty. Everything is read and checked on the way.
    /// The folder appears only when it is complete.
    ///
    /// - Throws: ``BackupError``, `StoreError`
    public func restore(
        _ backup: String, to target: String, progress: (Progress) -> Void = { _ in }
    ) throws -> Restored {
        let (manifest, target) = (try manifest(of: backup), withoutSlash(target))
        guard manifest.schema <= StoreSummary.knownSchema else {
            throw BackupError.newerSchema(found: manifest.schema, known: StoreSummary.knownSchema)
        }
        try makeWay(for: target)
        let draft = target + ".incomplete-\(getpid())"
        guard mkdir(draft, 0o700) == 0 else { throw BackupError.system(draft) }
        do {
            let copy = try DatabaseCopy(path: path(of: backup) + "/otvet.db")
            progress(.verifying)
            let damage = try copy.damage()
            guard damage.isEmpty else { throw BackupError.damaged(path(of: backup) + "/otvet.db", damage) }
            try copy.duplicate(to: draft + "/otvet.db") { progress(.database($0)) }
            try copyKey(from: path(of: backup), to: draft)
            let source = try folderOfFiles(filesPath)
            let files = try folderOfFiles(draft + "/files")
            var (last, done) = (Int64(0), 0)
            while true {
                let page = try copy.files(after: last)
                guard !page.isEmpty else { break }
                for file in page {
                    do throws(FileFault) {
                        _ = try files.adopt(file.name, of: file.size, from: source)
                    } catch {
                        throw BackupError(error, filesPath + "/" + file.name)
                    }
                    done += 1
                    last = file.number
                    progress(.files(done, of: manifest.files))
                }
            }
            try sync(draft)
            guard rename(draft, target) == 0 else { throw BackupError.system(target) }
        } catch {
            removeTree(draft)
            throw error
        }
        return Restored(name: backup, manifest: manifest)
    }
}
