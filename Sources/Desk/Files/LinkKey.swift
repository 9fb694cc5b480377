import Crypto
import Store

/// What seals links to files: made once and kept, so that a restart ends none.
enum LinkKey {
    private static let setting = "file_link_key"

    static func make(_ transaction: Transaction) throws {
        guard try transaction.read.setting(setting) == nil else { return }
        try transaction.setSetting(setting, to: base64URL(randomBytes(32)))
    }

    static func read(_ reader: Reader) throws -> [UInt8] {
        guard let key = try reader.setting(setting) else { return randomBytes(32) }
        return sha256(key.utf8)
    }
}
