public import Domain

/// The secret that an agent's app shares, and what has been used of it.
public struct SecondFactor: Sendable {
    /// The secret under a key that is not in the database.
    public let sealed: [UInt8]
    public let isConfirmed: Bool
    /// The newest time step whose code was used.
    public let lastStep: Int64
}

extension Reader {
    public func secondFactor(of agent: AgentID) throws -> SecondFactor? {
        try connection.first(
            "SELECT totp_sealed, totp_confirmed_at IS NOT NULL, totp_step FROM agents WHERE id = ?", agent
        ) { row in
            try (row[0] as [UInt8]?).map { sealed in
                SecondFactor(sealed: sealed, isConfirmed: try row[1], lastStep: try row[2])
            }
        } ?? nil
    }

    /// Secrets that were stored before they were sealed.
    public func plainFactors() throws -> [(agent: AgentID, secret: [UInt8])] {
        try connection.all("SELECT id, totp_secret FROM agents WHERE totp_secret IS NOT NULL") { row in
            (try row[0], try row[1])
        }
    }
}

extension Transaction {
    /// A secret that is not asked for yet.
    public func setSecondFactor(sealed: [UInt8], of agent: AgentID) throws {
        try removeSecondFactor(of: agent)
        try connection.execute("UPDATE agents SET totp_sealed = ? WHERE id = ?", sealed, agent)
    }

    /// The secret stands in the database no more.
    public func replacePlainFactor(by sealed: [UInt8], of agent: AgentID) throws {
        try connection.execute(
            "UPDATE agents SET totp_secret = NULL, totp_sealed = ? WHERE id = ?", sealed, agent)
    }

    /// From now on the agent needs a code to sign in.
    public func confirmSecondFactor(of agent: AgentID, recoveryHashes: [[UInt8]], now: Timestamp) throws {
        try connection.execute("UPDATE agents SET totp_confirmed_at = ? WHERE id = ?", now, agent)
        for hash in recoveryHashes {
            try connection.execute("INSERT INTO recovery_codes (agent_id, code_hash) VALUES (?, ?)", agent, hash)
        }
    }

    public func removeSecondFactor(of agent: AgentID) throws {
        try connection.execute(
            "UPDATE agents SET totp_sealed = NULL, totp_confirmed_at = NULL, totp_step = 0 WHERE id = ?", agent)
        try connection.execute("DELETE FROM recovery_codes WHERE agent_id = ?", agent)
    }

    /// The code of this time step was used, and opens nothing again.
    public func useStep(_ step: Int64, of agent: AgentID) throws {
        try connection.execute("UPDATE agents SET totp_step = ? WHERE id = ?", step, agent)
    }

    /// Takes a recovery code. Returns whether the agent had it still.
    public func useRecoveryCode(hash: [UInt8], of agent: AgentID) throws -> Bool {
        let changes = connection.totalChanges
        try connection.execute("DELETE FROM recovery_codes WHERE agent_id = ? AND code_hash = ?", agent, hash)
        return connection.totalChanges > changes
    }
}
