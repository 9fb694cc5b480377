import Domain
import Files
import Glibc
import JSON
import Store

/// One attempt at an export.
struct ExportJob {
    let request: ExportFolder.Request
    let data: String
    let draft: String

    /// A file is not there any more that the database had when it was copied.
    private struct FileVanished: Error {}

    /// Nil if a file was removed meanwhile.
    func run(_ progress: (BackupFolder.Progress) -> Void) throws -> ExportManifest? {
        do {
            guard request.scope == .everything else {
                // One snapshot for so short a time holds up nobody.
                let database = try DatabaseCopy(path: data + "/otvet.db")
                return try database.snapshot { try write(database, progress) }
            }
            // Of a copy, because a snapshot as long as this would have the server's log grow.
            let path = draft + "/otvet.db"
            defer { for suffix in ["", "-journal"] { unlink(path + suffix) } }
            let copy = try DatabaseCopy.make(of: data, at: path) { progress(.database($0)) }
            return try write(copy, progress)
        } catch is FileVanished {
            return nil
        }
    }

    private func write(
        _ database: DatabaseCopy, _ progress: (BackupFolder.Progress) -> Void
    ) throws -> ExportManifest {
        var manifest = ExportManifest()
        (manifest.schema, manifest.cursor) = (try database.schema(), try database.cursor())
        manifest.scope = request.scope.word
        manifest.hasSecrets = request.hasSecrets
        if manifest.hasSecrets {
            try makeFolder(draft + "/secrets")
            try copyKey(from: data, to: draft + "/secrets")
        }
        for kind in RecordKind.all where request.takes(kind) {
            let written: (count: Int, sha256: String)
            if kind.supplied == .fileName {
                written = try writeContents(database, kind, &manifest, progress)
            } else {
                written = try write(kind, of: database)
            }
            progress(.lines(written.count))
            manifest.lines.append(
                .init(file: ExportFolder.file(of: kind), count: written.count, sha256: written.sha256))
        }
        guard request.scope == .everything || manifest.lines.contains(where: \.isOfUsersAndNotEmpty) else {
            throw BackupError.nothingToExport(request.scope)
        }
        let pages = ExportPages(request: request, draft: draft, database: database)
        manifest.tickets = try pages.write(progress)
        return manifest
    }

    private func write(
        _ kind: RecordKind, of database: DatabaseCopy
    ) throws -> (count: Int, sha256: String) {
        let line = RecordLine(kind: kind, isForVisitor: !request.showsNotes)
        var file = try LineWriter(draft + "/" + ExportFolder.file(of: kind))
        try database.forEachRecord(of: kind, in: request.scope) { values, _ in try file.write(line.write(values)) }
        return try file.finish()
    }

    /// Contents are lines and files.
    private func writeContents(
        _ database: DatabaseCopy, _ kind: RecordKind, _ manifest: inout ExportManifest,
        _ progress: (BackupFolder.Progress) -> Void
    ) throws -> (count: Int, sha256: String) {
        let line = RecordLine(kind: kind)
        let folder = try FileFolder(path: data + "/files", isBeside: true)
        try makeFolder(draft + "/files")
        let all = request.scope == .everything ? try database.fileCount() : 0
        var (files, bytes) = (0, 0)
        var file = try LineWriter(draft + "/" + ExportFolder.file(of: kind))
        try database.forEachRecord(of: kind, in: request.scope) { values, name in
            let content = try Content(kind, values)
            guard case .text(let name)? = name else { throw StoreError.unexpectedValue(column: 0) }
            try copy(name, content, from: folder)
            try file.write(line.write(values) { $0.member("file", content.file) })
            (files, bytes) = (files + 1, bytes + content.size)
            progress(.files(files, of: max(all, files)))
        }
        (manifest.files, manifest.fileBytes) = (files, bytes)
        return try file.finish()
    }

    private func copy(_ name: String, _ content: Content, from folder: FileFolder) throws {
        let target = draft + "/" + content.file
        try makeFolder(String(target.prefix(upTo: target.lastIndex(of: "/") ?? target.endIndex)))
        do throws(FileFault) {
            try folder.copy(name, of: content.size, to: target)
        } catch {
            guard case .system("open", ENOENT) = error else {
                throw BackupError(error, data + "/files/" + name)
            }
            // If the database still refers to it, the file was lost before, and another attempt would lack it too.
            guard try DatabaseCopy(path: data + "/otvet.db").knows(file: name) else { throw FileVanished() }
            throw BackupError.damaged(data, ["files/\(name) is missing"])
        }
    }
}

/// What a line of a content says that is needed to copy it.
struct Content {
    let hash: [UInt8]
    let size: Int
    let file: String

    init(_ kind: RecordKind, _ values: [RecordValue]) throws {
        var found: [String: RecordValue] = [:]
        for (member, value) in zip(kind.members, values) { found["\(member.name)"] = value }
        guard case .blob(let hash)? = found["sha256"], case .integer(let size)? = found["size"],
            case .text(let type)? = found["type"]
        else { throw StoreError.unexpectedValue(column: 0) }
        self.hash = hash
        self.size = Int(size)
        file = ExportFolder.file(hash: hexadecimal(hash), type: type)
    }
}

extension ExportFolder.Request {
    /// Whether it has what only staff may see.
    var showsNotes: Bool { scope == .everything || withNotes }
    fileprivate var hasSecrets: Bool { scope == .everything && withSecrets }

    fileprivate func takes(_ kind: RecordKind) -> Bool {
        (!kind.isSecret || hasSecrets) && (!kind.isForStaff || showsNotes) && kind.isIn(scope)
    }
}

extension RecordScope {
    fileprivate var word: ExportManifest.Scope {
        switch self {
        case .everything: .everything
        case .user: .user
        case .ticket: .ticket
        }
    }
}

extension ExportManifest.Lines {
    fileprivate var isOfUsersAndNotEmpty: Bool { file == "users.jsonl" && count > 0 }
}
