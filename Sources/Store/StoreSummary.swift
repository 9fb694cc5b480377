import Glibc

/// What a look into a data folder tells. It locks and changes nothing, so it is possible before a server starts and
/// while one runs.
public struct StoreSummary: Sendable, Equatable {
    /// How many files of `sql/` the database has been given.
    public let schema: Int
    /// The chat id of the support group that the operator connected, if it was.
    public let telegramGroup: Int64?
    /// Where this program last had Telegram deliver updates to.
    public let ownWebhook: String?

    /// How many files of `sql/` this program has.
    public static var knownSchema: Int { Migrator.embedded.count }

    /// Nil if there is no database yet.
    public init?(folder: String) throws {
        try FolderFiles(folder: folder).refuseStrayLog()
        let path = folder + "/otvet.db"
        if access(path, F_OK) != 0, errno == ENOENT { return nil }
        let connection = try Connection(path: path, access: .readOnly)
        schema = try connection.first("PRAGMA user_version") { try $0[0] } ?? 0
        let reader = Reader(connection: connection)
        telegramGroup = schema == 0 ? nil : try reader.telegramGroup()
        ownWebhook = schema == 0 ? nil : try reader.ownWebhook()
    }
}
