public import Domain
import Store

extension Desk {
    /// A page of what the staff have done, the latest first.
    ///
    /// - Parameter id: The oldest entry that is known.
    public func auditEntries(_ filter: AuditFilter = AuditFilter(), before id: AuditID?, limit: Int) throws
        -> [AuditEntry]
    {
        try store.read { try $0.auditEntries(filter, before: id, limit: limit) }
    }

    /// Notes what is done elsewhere than in the store: something that left it, or that Telegram was told.
    public func audit(_ action: AuditAction, detail: String? = nil, by actor: StaffActor) async throws {
        let now = clock()
        try await store.write { try $0.audit(action, detail: detail, by: actor, now: now) }
    }
}
