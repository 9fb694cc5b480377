public import Domain
import JSON

/// The description of a backup, in `manifest.json`.
public struct Manifest: Sendable, Equatable {
    /// The format of backups that this program writes.
    static let format = 1
    /// The most bytes of a manifest: as many as an export's, so that one of those is known for what it is.
    static let longest = ExportManifest.longest

    /// The version of the program that made the backup.
    public var version = ""
    /// How many files of `sql/` its database has been given.
    public var schema = 0
    /// The time at which it was made, as in RFC 3339.
    public var madeAt = ""
    /// The number of the newest event in it.
    public var cursor = Cursor.start
    public var files = 0
    /// The bytes of all its files.
    public var fileBytes = 0

    var json: [UInt8] {
        JSONWriter.object { json in
            json.member("format", Self.format)
            json.member("version", version)
            json.member("schema", schema)
            json.member("made_at", madeAt)
            json.member("cursor", cursor.description)
            json.member("files", files)
            json.member("file_bytes", fileBytes)
        } + [0x0A]
    }

    init() {}

    /// - Throws: ``BackupError/unknownFormat(_:_:)``, ``BackupError/notABackup(_:)``
    init(_ json: [UInt8], at path: String) throws(BackupError) {
        var (format, isExport) = (0, false)
        do {
            try JSONReader.object(json) { name, reader in
                switch name {
                case "format": format = try reader.integer()
                case "export":
                    isExport = true
                    try reader.skip()
                case "version": version = try reader.string()
                case "schema": schema = try reader.integer()
                case "made_at": madeAt = try reader.string()
                case "cursor": cursor = Cursor(try reader.string()) ?? .start
                case "files": files = try reader.integer()
                case "file_bytes": fileBytes = try reader.integer()
                default: try reader.skip()
                }
            }
        } catch {
            throw .notABackup(path)
        }
        guard !isExport else { throw .isExport(path) }
        guard format == Self.format else { throw .unknownFormat(path, format) }
    }
}
