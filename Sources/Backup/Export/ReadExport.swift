import Crypto
import Domain
import Files
import Glibc
import JSON
import Store

extension ExportFolder {
    /// Makes a data folder of a whole export. Everything is read once and checked on the way; the folder appears only when
    /// it is complete and has been found well.
    ///
    /// - Parameter target: A folder that does not exist yet, or is empty.
    /// - Throws: ``BackupError``, `StoreError`
    public func bring(
        to target: String, progress: (BackupFolder.Progress) -> Void = { _ in }
    ) throws -> ExportManifest {
        let (manifest, target) = (try manifest(), withoutSlash(target))
        guard manifest.scope == .everything else { throw BackupError.partOfAnExport(path) }
        guard manifest.schema == StoreSummary.knownSchema else {
            throw BackupError.otherSchema(
                found: manifest.schema, by: manifest.version, known: StoreSummary.knownSchema)
        }
        try makeWay(for: target)
        let draft = Self.draft(of: target)
        guard mkdir(draft, 0o700) == 0 else { throw BackupError.system(draft) }
        do {
            try ImportJob(source: self, manifest: manifest, draft: draft).run(progress)
            try sync(draft)
            guard rename(draft, target) == 0 else { throw BackupError.system(target) }
        } catch {
            removeTree(draft)
            throw error
        }
        return manifest
    }
}

/// A data folder that is made of an export.
struct ImportJob {
    let source: ExportFolder
    let manifest: ExportManifest
    let draft: String

    func run(_ progress: (BackupFolder.Progress) -> Void) throws {
        let database = try DatabaseDraft(path: draft + "/otvet.db")
        let files = try folderOfFiles(draft + "/files")
        for kind in RecordKind.all where manifest.hasSecrets || !kind.isSecret {
            try add(kind, to: database, files, progress)
        }
        do {
            try database.finish()
        } catch DatabaseDraft.Fault.userWithoutChat(let line) {
            throw BackupError.wrongLine("users.jsonl", line, "it refers to a ticket that is not there")
        }
        if manifest.hasSecrets { try copyKey(from: source.path + "/secrets", to: draft) }
        let found = try FolderCheck(folder: draft, progress: progress)
        guard found.isWell else {
            let faults = found.damage + found.wrong.keys.map(\.rawValue) + found.lostFiles.map { "files/\($0)" }
            throw BackupError.damaged(source.path, faults)
        }
    }

    private func add(
        _ kind: RecordKind, to database: DatabaseDraft, _ files: FileFolder,
        _ progress: (BackupFolder.Progress) -> Void
    ) throws {
        let name = ExportFolder.file(of: kind)
        guard let expected = manifest.lines.first(where: { $0.file == name }) else {
            throw BackupError.damaged(source.path, ["manifest.json does not name \(name)"])
        }
        let line = RecordLine(kind: kind)
        var lines = try LineReader(source.path + "/" + name, named: name)
        try database.add(kind) { add in
            while let json = try lines.next() {
                do {
                    switch kind.supplied {
                    case .fileName?: try content(json, line, add, files)
                    case .tokenHash?: try add(line.read(json), .blob(randomBytes(Self.tokenHashLength)))
                    case nil: try add(line.read(json), nil)
                    }
                } catch let fault as RecordLine.Fault {
                    throw BackupError.wrongLine(name, lines.count, "\(fault)")
                } catch DatabaseDraft.Fault.refused(let reason) {
                    throw BackupError.wrongLine(name, lines.count, reason)
                }
                if lines.count.isMultiple(of: 1000) { progress(.lines(lines.count)) }
            }
        }
        let count = lines.count
        guard count == expected.count, lines.finish() == expected.sha256 else {
            throw BackupError.damaged(source.path, ["\(name) is not what manifest.json says"])
        }
    }

    /// Bytes of a token's hash, which is a SHA-256.
    private static let tokenHashLength = 32

    /// The line of a content, and the file.
    private func content(
        _ json: [UInt8], _ line: RecordLine, _ add: ([RecordValue], RecordValue?) throws -> Void, _ files: FileFolder
    ) throws {
        var named: String?
        let values = try line.read(json) { name, reader in
            guard name == "file" else { return false }
            named = try reader.string()
            return true
        }
        guard let content = try? Content(line.kind, values) else { throw RecordLine.Fault.wrongValue("sha256") }
        // The name is made of what else the line says, so that none can lead out of the folder.
        guard named == content.file else { throw RecordLine.Fault.wrongValue("file") }
        let name: String
        do throws(FileFault) {
            name = try files.adopt(source.path + "/" + content.file, of: content.size, hash: content.hash)
        } catch {
            throw BackupError(error, source.path + "/" + content.file)
        }
        try add(values, .text(name))
    }
}
