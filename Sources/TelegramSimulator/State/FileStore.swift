/// A file stored by Telegram.
public struct StoredFile: Sendable {
    /// The `file_id` for the bot.
    public let id: String
    /// The same for every bot.
    public let uniqueID: String
    public let kind: MediaKind
    /// The sender's name for the file. Telegram does not send it with the file.
    public let name: String?
    public let mimeType: String?
    public let bytes: [UInt8]
    let path: String
    /// The bot for which the id is valid.
    let owner: Int
    /// The members of `Message` that show the file, for when it is sent again.
    var fields: [String: APIValue] = [:]

    /// `File`, whose members `PhotoSize`, `Document` and the others have too.
    var json: APIValue {
        ["file_id": .string(id), "file_unique_id": .string(uniqueID), "file_size": .integer(bytes.count)]
    }
}

/// The files of a group. If there are too many, the oldest are forgotten.
struct FileStore {
    /// The most files that are kept, however small.
    private static let maximumFiles = 20_000
    /// How many milliseconds a download link works (getFile).
    static let linkLifetime = 3_600_000

    /// The most bytes of all files together.
    let capacity: Int
    private var files: [String: StoredFile] = [:]
    private var order: [String] = []
    private var size = 0
    private var last = 0
    /// For the path of each download link, its file and its end (Unix milliseconds).
    private var links: [String: (id: String, until: Int)] = [:]

    init(capacity: Int) { self.capacity = capacity }

    subscript(id: String) -> StoredFile? { files[id] }

    /// Whether an id has the form of this store's ids, and so may have been given.
    func couldHold(_ id: String) -> Bool {
        MediaKind.allCases.contains {
            id.hasPrefix($0.idPrefix) && Int(id.dropFirst($0.idPrefix.count), radix: 36) != nil
        }
    }

    mutating func add(_ kind: MediaKind, _ upload: Upload, mimeType: String?, for owner: Int) -> StoredFile {
        last += 1
        let key = String(last + 36 * 36 * 36, radix: 36)
        let file = StoredFile(
            id: kind.idPrefix + key, uniqueID: (kind == .photo ? "AQAD" : "AgAD") + key, kind: kind, name: upload.name,
            mimeType: mimeType, bytes: upload.bytes,
            path: "\(kind.folder)/file_\(last)" + Self.suffix(of: upload.name), owner: owner)
        files[file.id] = file
        order.append(file.id)
        size += file.bytes.count
        while order.count > 1, size > capacity || order.count > Self.maximumFiles {
            size -= files.removeValue(forKey: order.removeFirst())?.bytes.count ?? 0
        }
        return file
    }

    /// The extension of a name, such as `.pdf`; empty if there is none of 1 to 8 ASCII letters or digits.
    private static func suffix(of name: String?) -> String {
        guard let name, let dot = name.lastIndex(of: ".") else { return "" }
        let suffix = name[dot...].dropFirst().lowercased()
        let isPlain = suffix.utf8.allSatisfy { Character(Unicode.Scalar($0)).isLetter || 0x30...0x39 ~= $0 }
        return 1...8 ~= suffix.utf8.count && isPlain && suffix.utf8.allSatisfy { $0 < 0x80 } ? "." + suffix : ""
    }

    /// Sets the members with which the files `ids` are shown when they are sent again.
    mutating func setFields(_ fields: [String: APIValue], of ids: [String]) {
        for id in ids { files[id]?.fields = fields }
    }

    /// Makes a download link work for a while.
    mutating func openLink(to file: StoredFile, at now: Int) {
        links = links.filter { $0.value.until > now }
        links[file.path] = (file.id, now + Self.linkLifetime)
    }

    func file(at path: String, now: Int) -> StoredFile? {
        guard let link = links[path], link.until > now else { return nil }
        return files[link.id]
    }
}
