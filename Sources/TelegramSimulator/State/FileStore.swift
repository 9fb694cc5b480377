/// A file that Telegram keeps.
public struct StoredFile: Sendable {
    /// Names it to the bot.
    public let id: String
    /// The same for every bot.
    public let uniqueID: String
    public let kind: MediaKind
    /// As the sender named it; Telegram does not give it with the file.
    public let name: String?
    public let mimeType: String?
    public let bytes: [UInt8]
    let path: String
    /// The members of `Message` that show it, for when it is sent again.
    var fields: [String: APIValue] = [:]

    /// `File`, and the part that `PhotoSize`, `Document` and the others have in common.
    var json: APIValue {
        ["file_id": .string(id), "file_unique_id": .string(uniqueID), "file_size": .integer(bytes.count)]
    }
}

/// The files of a group. The oldest are forgotten when there are too many.
struct FileStore {
    /// Milliseconds that a download link is good for (getFile).
    static let linkLifetime = 3_600_000

    /// Bytes of all files together.
    let capacity: Int
    private var files: [String: StoredFile] = [:]
    private var order: [String] = []
    private var size = 0
    private var last = 0
    /// Until when a path leads to its file (Unix milliseconds), and to which.
    private var links: [String: (id: String, until: Int)] = [:]

    init(capacity: Int) { self.capacity = capacity }

    subscript(id: String) -> StoredFile? { files[id] }

    /// Whether an id of this store was ever given, as far as one can tell by its look.
    func couldHold(_ id: String) -> Bool {
        MediaKind.allCases.contains {
            id.hasPrefix($0.idPrefix) && Int(id.dropFirst($0.idPrefix.count), radix: 36) != nil
        }
    }

    mutating func add(_ kind: MediaKind, _ upload: Upload, mimeType: String?) -> StoredFile {
        last += 1
        let key = String(last + 36 * 36 * 36, radix: 36)
        let file = StoredFile(
            id: kind.idPrefix + key, uniqueID: (kind == .photo ? "AQAD" : "AgAD") + key, kind: kind, name: upload.name,
            mimeType: mimeType, bytes: upload.bytes,
            path: "\(kind.folder)/file_\(last)" + Self.suffix(of: upload.name))
        files[file.id] = file
        order.append(file.id)
        size += file.bytes.count
        while size > capacity, order.count > 1 {
            size -= files.removeValue(forKey: order.removeFirst())?.bytes.count ?? 0
        }
        return file
    }

    /// `.pdf` of a name; empty if there is none that is plain.
    private static func suffix(of name: String?) -> String {
        guard let name, let dot = name.lastIndex(of: ".") else { return "" }
        let suffix = name[dot...].dropFirst().lowercased()
        let isPlain = suffix.utf8.allSatisfy { Character(Unicode.Scalar($0)).isLetter || 0x30...0x39 ~= $0 }
        return 1...8 ~= suffix.utf8.count && isPlain && suffix.utf8.allSatisfy { $0 < 0x80 } ? "." + suffix : ""
    }

    /// Has `ids` show themselves as these members when they are sent again.
    mutating func setFields(_ fields: [String: APIValue], of ids: [String]) {
        for id in ids { files[id]?.fields = fields }
    }

    /// Makes a download link good for a while.
    mutating func openLink(to file: StoredFile, at now: Int) {
        links = links.filter { $0.value.until > now }
        links[file.path] = (file.id, now + Self.linkLifetime)
    }

    func file(at path: String, now: Int) -> StoredFile? {
        guard let link = links[path], link.until > now else { return nil }
        return files[link.id]
    }
}
