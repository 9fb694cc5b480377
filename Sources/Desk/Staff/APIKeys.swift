public import Domain
import Logging
import Store

extension Desk {
    /// Keys shown at once.
    static let apiKeyLimit = 1000

    public func apiKeys() throws -> [APIKey] { try store.read { try $0.apiKeys(limit: Self.apiKeyLimit) } }

    /// A key for a program; its secret is told this once. It stands for whoever makes it, with the rights that they have
    /// when it is shown.
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
