public import Domain
import JSON

/// The description of an export, in `manifest.json`.
public struct ExportManifest: Sendable, Equatable {
    /// The format of exports that this program writes.
    static let format = 1
    /// The most bytes of a manifest: two hundred kinds of lines would still fit.
    static let longest = 64 << 10

    /// Whose data it holds.
    public enum Scope: String, Sendable {
        case everything, user, ticket
    }

    /// A file of lines.
    public struct Lines: Sendable, Equatable {
        /// Relative to the export.
        public let file: String
        public let count: Int
        /// Of the whole file, in hexadecimal digits.
        public let sha256: String
    }

    /// The version of the program that made it.
    public var version = ""
    /// How many files of `sql/` its database had been given.
    public var schema = 0
    /// When it was made, as in RFC 3339.
    public var madeAt = ""
    public var scope = Scope.everything
    /// Whether it has what lets people in.
    public var hasSecrets = false
    /// The number of the newest event in it.
    public var cursor = Cursor.start
    public var tickets = 0
    public var files = 0
    /// The bytes of all its files.
    public var fileBytes = 0
    public var lines: [Lines] = []

    init() {}

    var json: [UInt8] {
        JSONWriter.object { json in
            json.member("export", Self.format)
            json.member("version", version)
            json.member("schema", schema)
            json.member("made_at", madeAt)
            json.member("scope", scope.rawValue)
            json.member("secrets", hasSecrets)
            json.member("cursor", cursor.description)
            json.member("tickets", tickets)
            json.member("files", files)
            json.member("file_bytes", fileBytes)
            json.array("lines") { json in
                for lines in lines {
                    json.object { json in
                        json.member("file", lines.file)
                        json.member("count", lines.count)
                        json.member("sha256", lines.sha256)
                    }
                }
            }
        } + [0x0A]
    }

    /// - Throws: ``BackupError/unknownFormat(_:_:)``, ``BackupError/notAnExport(_:)``
    init(_ json: [UInt8], at path: String) throws(BackupError) {
        var (format, scope) = (0, "")
        do {
            try JSONReader.object(json) { name, reader in
                switch name {
                case "export": format = try reader.integer()
                case "version": version = try reader.string()
                case "schema": schema = try reader.integer()
                case "made_at": madeAt = try reader.string()
                case "scope": scope = try reader.string()
                case "secrets": hasSecrets = try reader.bool()
                case "cursor": cursor = Cursor(try reader.string()) ?? .start
                case "tickets": tickets = try reader.integer()
                case "files": files = try reader.integer()
                case "file_bytes": fileBytes = try reader.integer()
                case "lines": try reader.array { reader in lines.append(try Lines(&reader)) }
                default: try reader.skip()
                }
            }
        } catch {
            throw .notAnExport(path)
        }
        guard format > 0, let scope = Scope(rawValue: scope) else { throw .notAnExport(path) }
        guard format == Self.format else { throw .unknownFormat(path, format) }
        self.scope = scope
    }
}

extension ExportManifest.Lines {
    fileprivate init(_ reader: inout JSONReader) throws {
        var (file, count, sha256) = ("", 0, "")
        try reader.object { name, reader in
            switch name {
            case "file": file = try reader.string()
            case "count": count = try reader.integer()
            case "sha256": sha256 = try reader.string()
            default: try reader.skip()
            }
        }
        self.init(file: file, count: count, sha256: sha256)
    }
}
