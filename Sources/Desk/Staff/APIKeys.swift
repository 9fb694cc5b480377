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
        _ name: AgentName, role: AgentRole, for maker: AgentID?, by actor: StaffActor
    ) async throws -> (key: APIKey, secret: StaffSecret) {
        let secret = StaffSecret.random(prefix: StaffSecret.keyPrefix)
        let now = clock()
        let key = try await store.write { transaction in
            let key = try transaction.makeAPIKey(name, hash: secret.hash, role: role, by: maker, now: now)
            try transaction.audit(.keyMade, of: .apiKey(key), detail: role.rawValue, by: actor, now: now)
            return key
        }
        Log.staff.notice("key made", metadata: ["key": "\(key.id)"])
        return (key, secret)
    }

    /// - Throws: ``DeskError/notFound``
    public func removeAPIKey(_ id: APIKeyID, by actor: StaffActor) async throws {
        let now = clock()
        try await store.write { transaction in
            guard let key = try transaction.read.apiKey(id), try transaction.removeAPIKey(id) else {
                throw DeskError.notFound
            }
            try transaction.audit(.keyRemoved, of: .apiKey(key), by: actor, now: now)
        }
        Log.staff.notice("key removed", metadata: ["key": "\(id)"])
    }
}
