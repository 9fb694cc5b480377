/// The answer to `getFile`: where a file can be downloaded for at least an hour.
public struct RemoteFile: Sendable, Equatable, Decodable {
    public let id: String
    /// The same for all bots and at all times, but it can't be used to download the file.
    public let uniqueID: String
    /// In bytes; nil if Telegram does not send it.
    public let size: Int64?
    /// Nil if Telegram does not send it. On a Bot API server of one's own with `--local` it is an absolute path.
    public let path: String?

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(String.self, forKey: "file_id")
        uniqueID = fields.lenient("file_unique_id") ?? ""
        size = fields.lenient("file_size")
        path = fields.lenient("file_path")
    }
}
