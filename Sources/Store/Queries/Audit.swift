public import Domain

extension Transaction {
    /// Notes what somebody does, in the transaction that does it: one is not kept without the other.
    public func audit(
        _ action: AuditAction, of object: AuditObject? = nil, detail: String? = nil, count: Int = 1,
        by actor: StaffActor, now: Timestamp
    ) throws {
        let who = AuditedActor(actor.who)
        try connection.execute(
            """
            INSERT INTO audit (
                at, actor, actor_id, actor_name, action, object, object_id, object_name, detail, count, surface, address)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, now, who.kind, who.id, who.name, action, object?.kind, object?.id, object?.name, detail, count,
            actor.surface, actor.address)
    }

    /// Removes the oldest entries that were made before `time`, of `limit` that are looked at. Returns how many.
    public func removeAudit(before time: Timestamp, limit: Int) throws -> Int {
        try connection.execute(
            """
            INSERT INTO audit_floor (id, before) VALUES (1, ?)
            ON CONFLICT (id) DO UPDATE SET before = excluded.before WHERE excluded.before > before
            """, time)
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM audit WHERE id IN (
                SELECT id FROM (SELECT id, at FROM audit ORDER BY id LIMIT ?) WHERE at < ?
            )
            """, limit, time)
        return Int(connection.totalChanges - changes)
    }
}

extension Reader {
    /// Entries of the audit log before `id`, the latest first.
    public func auditEntries(_ filter: AuditFilter, before id: AuditID?, limit: Int) throws -> [AuditEntry] {
        let id = id ?? AuditID(rawValue: .max)
        switch (filter.action, filter.actor) {
        case (nil, nil):
            return try connection.all(
                "SELECT \(AuditEntry.columns) FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?", id, limit,
                read: AuditEntry.init)
        case (let action?, nil):
            return try connection.all(
                "SELECT \(AuditEntry.columns) FROM audit WHERE action = ? AND id < ? ORDER BY id DESC LIMIT ?", action,
                id, limit, read: AuditEntry.init)
        case (nil, let actor?):
            return try connection.all(
                """
                SELECT \(AuditEntry.columns) FROM audit WHERE actor = ? AND actor_id IS ? AND id < ?
                ORDER BY id DESC LIMIT ?
                """, actor.kind, actor.id, id, limit, read: AuditEntry.init)
        case (let action?, let actor?):
            return try connection.all(
                """
                SELECT \(AuditEntry.columns) FROM audit
                WHERE action = ? AND actor = ? AND actor_id IS ? AND id < ? ORDER BY id DESC LIMIT ?
                """, action, actor.kind, actor.id, id, limit, read: AuditEntry.init)
        }
    }
}

extension AuditEntry: StoredRow {
    static var columns: SQL.Columns {
        """
        audit.id, audit.at, audit.actor, audit.actor_id, audit.actor_name, audit.action, audit.object, audit.object_id,
        audit.object_name, audit.detail, audit.count, audit.surface, audit.address
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), time: try row.next(), actor: try AuditedActor(&row), action: try row.next(),
            object: try AuditObject(&row), detail: try row.next(), count: try row.next(), surface: try row.next(),
            address: try row.next())
    }
}

extension AuditedActor {
    fileprivate init(_ row: inout Row) throws {
        self.init(kind: try row.next(), id: try row.next(), name: try row.next())
    }
}

extension AuditObject {
    fileprivate init?(_ row: inout Row) throws {
        let (kind, id, name): (Kind?, Int64?, String?) = (try row.next(), try row.next(), try row.next())
        guard let kind, let id else { return nil }
        self.init(kind: kind, id: id, name: name)
    }
}
