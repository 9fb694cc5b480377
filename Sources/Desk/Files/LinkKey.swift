import Crypto
import Store
import Synchronization

extension Desk {
    private static let linkKeySetting = "file_link_key"

    /// What seals links to files: made once and kept, so that a restart ends none.
    func linkKey() async throws -> [UInt8] {
        if let known = cachedLinkKey.withLock({ $0 }) { return known }
        let fresh = base64URL(randomBytes(32))
        let text = try await store.write { transaction in
            if let kept = try transaction.read.setting(Self.linkKeySetting) { return kept }
            try transaction.setSetting(Self.linkKeySetting, to: fresh)
            return fresh
        }
        let key = sha256(text.utf8)
        cachedLinkKey.withLock { $0 = key }
        return key
    }
}
