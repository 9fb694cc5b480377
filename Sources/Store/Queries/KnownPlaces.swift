public import Domain

/// From where an agent has signed in before.
public enum PlaceKind: String, Sendable, CaseIterable { case browser, network }

extension Reader {
    public func isKnown(_ kind: PlaceKind, hash: [UInt8], to agent: AgentID) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM known_places WHERE agent_id = ? AND kind = ? AND hash = ?", agent, kind.rawValue, hash
        ) { _ in true } ?? false
    }

    /// Whether some agent has signed in from the browser that keeps this secret.
    public func isKnownBrowser(hash: [UInt8]) throws -> Bool {
        try connection.first("SELECT 1 FROM known_places WHERE kind = 'browser' AND hash = ?", hash) { _ in true }
            ?? false
    }
}

extension Transaction {
    /// Places of one agent and kind that are remembered; past it those that were not used for longest are forgotten.
    private static let mostPlaces = 20

    /// The agent has signed in from there.
    public func remember(_ kind: PlaceKind, hash: [UInt8], of agent: AgentID, now: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO known_places (agent_id, kind, hash, used_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (agent_id, kind, hash) DO UPDATE SET used_at = excluded.used_at
            """, agent,
            kind.rawValue, hash, now)
        try connection.execute(
            """
            DELETE FROM known_places WHERE agent_id = ?1 AND kind = ?2 AND hash NOT IN (
                SELECT hash FROM known_places WHERE agent_id = ?1 AND kind = ?2 ORDER BY used_at DESC LIMIT ?3)
            """, agent, kind.rawValue, Self.mostPlaces)
    }

    public func forgetPlaces(of agent: AgentID) throws {
        try connection.execute("DELETE FROM known_places WHERE agent_id = ?", agent)
    }
}
