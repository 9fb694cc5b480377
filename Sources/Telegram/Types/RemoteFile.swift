/// What `getFile` tells: where a file can be had for at least an hour.
public struct RemoteFile: Sendable, Equatable, Decodable {
    public let id: String
    /// The same for all bots and at all times; nothing can be fetched by it.
    public let uniqueID: String
    /// Bytes, if Telegram tells.
    public let size: Int64?
    /// Nil if Telegram did not tell it. Absolute on a Bot API server of one's own that runs with `--local`.
    public let path: String?

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(String.self, forKey: "file_id")
        uniqueID = fields.lenient("file_unique_id") ?? ""
        size = fields.lenient("file_size")
        path = fields.lenient("file_path")
    }
}
