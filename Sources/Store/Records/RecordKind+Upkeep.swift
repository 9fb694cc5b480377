extension RecordKind {
    /// What the program keeps for itself.
    static let upkeep: [RecordKind] = [
        RecordKind("clock", [.id("id"), .time("trusted_at")]),
        RecordKind("lost_events", order: "after", [.number("after"), .number("before")]),
        RecordKind(
            "erasures",
            [
                .id("id"), .id("user_id"), .time("requested_at"), .time("erased_at"), .time("purged_at"),
                .number("tickets"), .number("messages"), .number("notes"), .number("files"),
            ]),
        RecordKind(
            "audit", isForStaff: true,
            [
                .id("id"), .time("at"), .text("actor"), .number("actor_id"), .text("actor_name"), .text("action"),
                .text("object"), .number("object_id"), .text("object_name"), .text("detail"), .number("count"),
                .text("surface"), .text("address"),
            ]),
        RecordKind("audit_floor", [.id("id"), .time("before")]),
        RecordKind("answer_times", [.id("id"), .time("asked_at"), .time("answered_at")]),
        RecordKind("event_days", order: "noted_at", [.time("noted_at"), .number("newest")]),
        // A setting that nobody has thought of here is taken for a secret.
        RecordKind("settings", order: "name", rows: openSettings, [.text("name"), .text("value")]),
        // The last key that each table has given out, so that none is ever given twice.
        RecordKind(
            "last_ids", table: "sqlite_sequence", order: "name",
            rows: "name IN (SELECT name FROM sqlite_schema WHERE type = 'table')",
            [.text("table", column: "name"), .id("id", column: "seq")]),
    ]

    /// What lets somebody in, or proves who somebody is.
    static let secrets: [RecordKind] = [
        RecordKind(
            "session_tokens", table: "sessions", isSecret: true, isAddition: true,
            [.id("session_id", column: "id"), .bytes("token_hash")]),
        RecordKind(
            "agent_passwords", table: "agents", isSecret: true, isAddition: true,
            [
                .id("agent_id", column: "id"), .text("password_hash"), .bytes("totp_secret"), .bytes("totp_sealed"),
                .time("totp_confirmed_at"), .number("totp_step"),
            ]),
        RecordKind(
            "agent_sessions", isSecret: true,
            [
                .id("id"), .bytes("token_hash"), .id("agent_id"), .time("created_at"), .time("used_at"),
                .time("expires_at"), .text("user_agent"),
            ]),
        RecordKind(
            "invitations", order: "agent_id", isSecret: true,
            [.id("agent_id"), .bytes("token_hash"), .time("expires_at")]),
        RecordKind(
            "recovery_codes", order: "agent_id, code_hash", isSecret: true, [.id("agent_id"), .bytes("code_hash")]),
        RecordKind(
            "known_places", order: "agent_id, kind, hash", isSecret: true,
            [.id("agent_id"), .text("kind"), .bytes("hash"), .time("used_at")]),
        RecordKind(
            "api_keys", isSecret: true,
            [
                .id("id"), .text("name"), .bytes("key_hash"), .text("role"), .id("made_by"), .time("created_at"),
                .time("last_used_day"),
            ]),
        RecordKind(
            "telegram_sign_ins", order: "telegram_user", isSecret: true,
            [
                .number("telegram_user"), .text("name"), .time("requested_at"), .time("answered_at"),
                .bytes("code_hash"), .time("expires_at"), .number("wrong_factors"),
            ]),
        RecordKind(
            "secret_settings", table: "settings", order: "name", rows: secretSettings, isSecret: true,
            [.text("name"), .text("value")]),
    ]

    private static let openSettings: StaticString = """
        (name IN ('history', 'telegram_group', 'telegram_webhook_url', 'written_at')
            OR name GLOB 'telegram_group_moved:*')
        """
    private static let secretSettings: StaticString = """
        NOT (name IN ('history', 'telegram_group', 'telegram_webhook_url', 'written_at')
            OR name GLOB 'telegram_group_moved:*')
        """
}
