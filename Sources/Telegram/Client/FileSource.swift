/// Where the bytes of a file come from.
///
/// A Bot API server of one's own that runs with `--local` names files by their absolute paths on its disk and does not
/// serve them. They are read from there if this machine shares the disk. Otherwise they come from the web server that
/// the operator has put in front, at `/file/bot…`. https://core.telegram.org/bots/api#using-a-local-bot-api-server
enum FileSource: Equatable {
    /// On this machine's disk.
    case disk(path: String)
    /// At the address of the API below `/file/bot<TOKEN>/`, percent-encoded.
    case web(path: String)

    /// - Parameters:
    ///   - filePath: The path in `getFile`'s answer. If it contains `..`, the result is nil, because it could name any
    ///     file.
    ///   - folder: The folder on this machine's disk with the server's files; nil if they are not here.
    init?(filePath: String, folder: String?) {
        let parts = filePath.utf8.split(separator: UInt8(ascii: "/"))
        guard !parts.isEmpty, !filePath.utf8.contains(0), !parts.contains(where: Self.climbs) else { return nil }
        if filePath.hasPrefix("/"), let folder {
            let root = folder.utf8.split(separator: UInt8(ascii: "/"))
            if parts.count > root.count, zip(parts, root).allSatisfy({ $0.elementsEqual($1) }) {
                self = .disk(path: filePath)
                return
            }
        }
        self = .web(path: parts.map(Self.encoded).joined(separator: "/"))
    }

    private static func climbs(_ part: Substring.UTF8View.SubSequence) -> Bool {
        part.elementsEqual("..".utf8) || part.elementsEqual(".".utf8)
    }

    /// Encodes a path segment (RFC 3986 §3.3): everything but unreserved characters is escaped.
    private static func encoded(_ part: Substring.UTF8View.SubSequence) -> String {
        let digits = Array("0123456789ABCDEF")
        return part.reduce(into: "") { text, byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
