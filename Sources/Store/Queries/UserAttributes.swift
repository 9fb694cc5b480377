public import Domain

extension Reader {
    /// What the host site says of a user, signed ones first.
    public func attributes(of user: UserID) throws -> [UserAttribute] {
        try connection.all(
            """
            SELECT key, value, is_signed FROM user_attributes WHERE user_id = ?
            ORDER BY is_signed DESC, key LIMIT ?
            """, user, 2 * UserAttribute.most
        ) { UserAttribute(stored: try $0[0], value: try $0[1], isSigned: try $0[2]) }
    }
}

extension Transaction {
    /// Sets attributes that nobody has signed, and removes those without a value. What the site has signed stays as it is.
    ///
    /// - Returns: Whether anything has changed.
    /// - Throws: ``DeskError/tooMany``
    public func setAttributes(_ changes: [String: UserAttribute?], of user: UserID, now: Timestamp) throws -> Bool {
        let before = connection.totalChanges
        for (key, attribute) in changes {
            if let attribute {
                try set(attribute, of: user, now: now)
            } else {
                try connection.execute(
                    "DELETE FROM user_attributes WHERE user_id = ? AND key = ? AND is_signed = 0", user, key)
            }
        }
        let count = try connection.first(
            "SELECT count(*) FROM user_attributes WHERE user_id = ? AND is_signed = 0", user
        ) { try $0[0] as Int }
        guard (count ?? 0) <= UserAttribute.most else { throw DeskError.tooMany }
        return connection.totalChanges > before
    }

    /// Keeps what the host site's token says. If it is signed, all that was signed before and is not in it goes.
    func setAttributes(of identity: VisitorIdentity, for user: UserID, now: Timestamp) throws {
        if identity.isVerified {
            let keys = Set(identity.attributes.map(\.key))
            for known in try read.attributes(of: user) where known.isSigned && !keys.contains(known.key) {
                try connection.execute("DELETE FROM user_attributes WHERE user_id = ? AND key = ?", user, known.key)
            }
        }
        for attribute in identity.attributes { try set(attribute, of: user, now: now) }
        try boundAttributes(of: user)
    }

    /// Of what nobody has signed, the newest stays.
    func boundAttributes(of user: UserID) throws {
        try connection.execute(
            """
            DELETE FROM user_attributes WHERE user_id = ?1 AND is_signed = 0 AND key NOT IN (
                SELECT key FROM user_attributes WHERE user_id = ?1 AND is_signed = 0 ORDER BY set_at DESC, key LIMIT ?2)
            """, user, UserAttribute.most)
    }

    private func set(_ attribute: UserAttribute, of user: UserID, now: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO user_attributes (user_id, key, value, is_signed, set_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (user_id, key) DO UPDATE SET
                value = excluded.value, is_signed = excluded.is_signed, set_at = excluded.set_at
            WHERE excluded.is_signed = 1 AND user_attributes.is_signed = 0
                OR user_attributes.is_signed = excluded.is_signed AND user_attributes.value <> excluded.value
            """, user, attribute.key, attribute.value, attribute.isSigned, now)
    }
}
