import Crypto
import Store

/// The key that seals links to files. It is made once and stored, so that links survive a restart.
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
