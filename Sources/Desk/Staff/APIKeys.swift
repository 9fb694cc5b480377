public import Domain
import Logging
import Store

extension Desk {
    /// The most keys in one list.
    static let apiKeyLimit = 1000

    /// The API keys, at most ``apiKeyLimit``.
    public func apiKeys() throws -> [APIKey] { try store.read { try $0.apiKeys(limit: Self.apiKeyLimit) } }

    /// Makes a key for a program; its secret is shown only here. The key acts for its maker, with the rights
    /// that the maker has when it is used.
    ///
    /// - Parameter maker: Nil for the operator.
    public func makeAPIKey(
        _ name: AgentName, role: AgentRole, by maker: AgentID?
    ) async throws -> (key: APIKey, secret: StaffSecret) {
        let secret = StaffSecret.random(prefix: StaffSecret.keyPrefix)
        let now = clock()
        let key = try await store.write {
            try $0.makeAPIKey(name, hash: secret.hash, role: role, by: maker, now: now)
        }
        Log.staff.notice("key made", metadata: ["key": "\(key.id)"])
        return (key, secret)
    }

    /// - Throws: ``DeskError/notFound``
    public func removeAPIKey(_ id: APIKeyID) async throws {
        try await store.write { transaction in
            guard try transaction.removeAPIKey(id) else { throw DeskError.notFound }
        }
        Log.staff.notice("key removed", metadata: ["key": "\(id)"])
    }
}
