public import Domain

extension Reader {
    /// How the widget looks; nil while nobody has said so, or in a way that is not allowed any more.
    public func widgetLook() throws -> WidgetLook? {
        let draft = try connection.first(
            "SELECT accent, accent_end, side, theme, name, greeting, privacy_url FROM widget_look"
        ) { row in
            var draft = WidgetLook.Draft()
            (draft.accent, draft.accentEnd, draft.side) = (try row[0], try row[1], try row[2])
            (draft.theme, draft.name, draft.greeting) = (try row[3], try row[4], try row[5])
            draft.privacyURL = try row[6]
            return draft
        }
        return draft.flatMap { try? WidgetLook($0) }
    }
}

extension Transaction {
    public func setWidgetLook(_ look: WidgetLook) throws {
        try connection.execute(
            """
            INSERT INTO widget_look (id, accent, accent_end, side, theme, name, greeting, privacy_url)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                accent = excluded.accent, accent_end = excluded.accent_end, side = excluded.side,
                theme = excluded.theme, name = excluded.name, greeting = excluded.greeting,
                privacy_url = excluded.privacy_url
            """, look.accent.description, look.accentEnd.description, look.side.rawValue, look.theme.rawValue,
            look.name, look.greeting, look.privacyURL)
    }
}
