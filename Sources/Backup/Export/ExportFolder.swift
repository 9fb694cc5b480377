import Files
import Glibc
import Store

/// A folder with everything that a data folder holds, or that belongs to one user or ticket, in files that people and
/// other programs can read. `docs/export.md` describes them.
///
///     manifest.json  users.jsonl  tickets.jsonl  messages.jsonl …
///     files/…        contents of files, each once
///     index.html     tickets/….html   the conversations as pages
///     secrets/…      what lets people in, if it was asked for
public struct ExportFolder: Sendable {
    public let path: String

    public init(path: String) { self.path = withoutSlash(path) }

    /// The file with the lines of a kind, relative to the folder.
    static func file(of kind: RecordKind) -> String {
        kind.isSecret ? "secrets/\(kind.name).jsonl" : "\(kind.name).jsonl"
    }

    /// The file with a content, relative to the folder: by its hash, with the ending that systems open it by.
    ///
    /// - Parameters:
    ///   - hash: in hexadecimal digits.
    ///   - type: the MIME type.
    static func file(hash: String, type: String) -> String {
        let ending = (FileType(rawValue: type) ?? .binary).fileExtension
        return "files/\(hash.prefix(2))/\(hash).\(ending)"
    }

    public func manifest() throws(BackupError) -> ExportManifest {
        let file = path + "/manifest.json"
        guard let json = try read(file, limit: ExportManifest.longest) else { throw .notAnExport(path) }
        return try ExportManifest(json, at: path)
    }

    /// Where the folder is made, until it is complete. The number keeps two programs apart.
    static func draft(of target: String) -> String { target + ".incomplete-\(getpid())" }
}
