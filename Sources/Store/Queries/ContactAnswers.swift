public import Domain

extension Reader {
    /// What a visitor has answered, in the order in which it was asked.
    public func contactAnswers(of user: UserID) throws -> [ContactAnswer] {
        try connection.all(
            """
            SELECT field, kind, label_en, label_ru, value, position FROM contact_answers
            WHERE user_id = ? ORDER BY position, field LIMIT ?
            """, user, ContactAnswer.most
        ) { row in
            let kind = ContactField.Kind(rawValue: try row[1]) ?? .text
            return ContactAnswer(
                field: try row[0], kind: kind, label: ContactLabel(english: try row[2], russian: try row[3]),
                value: try row[4], position: try row[5])
        }
    }

    /// Whether the visitor has answered anything.
    public func hasContact(_ user: UserID) throws -> Bool {
        try connection.first("SELECT 1 FROM contact_answers WHERE user_id = ? LIMIT 1", user) { _ in true } ?? false
    }
}

extension Transaction {
    /// Keeps a visitor's answers to a form; those to questions of it that were left empty go, and those to earlier forms stay
    /// as long as there is room.
    ///
    /// - Returns: Whether anything has changed.
    public func keep(
        _ answers: [ContactAnswer], to form: ContactForm, of user: UserID, now: Timestamp
    ) throws -> Bool {
        let before = connection.totalChanges
        for field in form.fields where !answers.contains(where: { $0.field == field.key }) {
            try connection.execute("DELETE FROM contact_answers WHERE user_id = ? AND field = ?", user, field.key)
        }
        for answer in answers {
            try connection.execute(
                """
                INSERT INTO contact_answers (user_id, field, kind, label_en, label_ru, value, position, answered_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (user_id, field) DO UPDATE SET kind = excluded.kind, label_en = excluded.label_en,
                    label_ru = excluded.label_ru, value = excluded.value, position = excluded.position,
                    answered_at = excluded.answered_at
                WHERE contact_answers.value <> excluded.value OR contact_answers.label_en <> excluded.label_en
                    OR contact_answers.label_ru <> excluded.label_ru OR contact_answers.position <> excluded.position
                """, user, answer.field, answer.kind.rawValue, answer.label.english, answer.label.russian, answer.value,
                answer.position, now)
        }
        try connection.execute(
            """
            DELETE FROM contact_answers WHERE user_id = ?1 AND field NOT IN (
                SELECT field FROM contact_answers WHERE user_id = ?1 ORDER BY answered_at DESC, field LIMIT ?2)
            """, user, ContactAnswer.most)
        return connection.totalChanges > before
    }

    /// What was said of an anonymous user is said of the known user they have turned out to be.
    func moveContact(of old: UserID, to new: UserID) throws {
        try connection.execute(
            """
            INSERT INTO contact_answers (user_id, field, kind, label_en, label_ru, value, position, answered_at)
            SELECT ?2, field, kind, label_en, label_ru, value, position, answered_at FROM contact_answers WHERE user_id = ?1
            ON CONFLICT (user_id, field) DO UPDATE SET kind = excluded.kind, label_en = excluded.label_en,
                label_ru = excluded.label_ru, value = excluded.value, position = excluded.position,
                answered_at = excluded.answered_at
            """, old, new)
        try connection.execute(
            """
            INSERT INTO user_attributes (user_id, key, value, is_signed, set_at)
            SELECT ?2, key, value, is_signed, set_at FROM user_attributes WHERE user_id = ?1 AND is_signed = 0
            ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, set_at = excluded.set_at
            WHERE user_attributes.is_signed = 0
            """, old, new)
        try boundAttributes(of: new)
        try connection.execute("DELETE FROM contact_answers WHERE user_id = ?", old)
        try connection.execute("DELETE FROM user_attributes WHERE user_id = ?", old)
    }
}
