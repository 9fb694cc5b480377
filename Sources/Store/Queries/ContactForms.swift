public import Domain

extension Reader {
    /// The contact form; nil while nobody has made one, or if it is none that is allowed any more.
    public func contactForm() throws -> ContactForm? {
        let draft = try connection.first(
            "SELECT moment, audience, fields, only_out_of_hours FROM contact_form"
        ) { row in
            var draft = ContactForm.Draft()
            (draft.moment, draft.audience) = (try row[0], try row[1])
            let fields: String = try row[2]
            draft.isOnlyOutOfHours = try row[3]
            draft.fields = try? [ContactField.Draft](json: Array(fields.utf8))
            return draft
        }
        return draft.flatMap { try? ContactForm($0) }
    }
}

extension Transaction {
    public func setContactForm(_ form: ContactForm) throws {
        try connection.execute(
            """
            INSERT INTO contact_form (id, moment, audience, fields, only_out_of_hours) VALUES (1, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                moment = excluded.moment, audience = excluded.audience, fields = excluded.fields,
                only_out_of_hours = excluded.only_out_of_hours
            """, form.moment.rawValue, form.audience.rawValue, String(decoding: form.fields.json, as: UTF8.self),
            form.isOnlyOutOfHours)
    }
}
