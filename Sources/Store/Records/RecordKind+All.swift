import Domain

extension RecordKind {
    /// All kinds, in the order in which an import needs them: what is referred to comes first.
    public static let all: [RecordKind] = people + conversations + channel + upkeep + secrets

    /// What an export leaves out, because it follows from the rest.
    static let derived: [String: Set<String>] = [
        "ticket_counts": [], "stored_files": [], "unindexed_users": [], "search_removals": [], "users": ["file_bytes"],
    ]

    private static let people: [RecordKind] = [
        RecordKind(
            "users", owner: .user,
            [
                .id("id"), .text("external_id"), .text("claimed_id"), .text("name"), .text("email"), .text("member_id"),
                .text("avatar_url"), .time("created_at"), .time("banned_at", isForStaff: true), .id("chat_ticket_id"),
            ]),
        RecordKind(
            "sessions", owner: .ofUser("user_id"), supplied: .tokenHash,
            [
                .id("id"), .id("user_id"), .time("created_at"), .time("expires_at"), .text("page_url"),
                .text("page_title"), .text("referrer"), .text("user_agent"), .text("locale"),
                .list("pages") { _ = try [VisitedPage](json: $0) },
            ]),
        RecordKind(
            "contact_answers", order: "user_id, field", owner: .ofUser("user_id"),
            [
                .id("user_id"), .text("field"), .word("kind", ContactField.Kind.allCases.map(\.rawValue)),
                .text("label_en"), .text("label_ru"), .text("value"), .number("position"), .time("answered_at"),
            ]),
        RecordKind(
            "user_attributes", order: "user_id, key", owner: .ofUser("user_id"),
            [.id("user_id"), .text("key"), .text("value"), .flag("signed", column: "is_signed"), .time("set_at")]),
        RecordKind(
            "agents",
            [
                .id("id"), .text("name"), .text("login"), .word("role", AgentRole.allCases.map(\.rawValue)),
                .number("telegram_user_id"), .time("created_at"), .time("disabled_at"),
            ]),
    ]

    private static let conversations: [RecordKind] = [
        RecordKind(
            "tickets", owner: .ofTicket("id"),
            [
                .id("id"), .id("user_id"), .text("kind"), .text("status"), .text("subject"), .time("created_at"),
                .text("client_ticket_id", column: "client_id"), .id("last_message_id"), .time("last_message_at"),
                .text("last_message_preview"), .number("unread_by_user"), .id("read_by_user", isForStaff: true),
                .number("unread_by_agents", isForStaff: true), .id("read_by_agents"), .id("delivered_up_to"),
                .id("assigned_agent_id", isForStaff: true), .time("waiting_since", isForStaff: true),
                .number("reminders", isForStaff: true), .time("answered_at"), .time("closed_at"),
                .time("archived_at"), .time("away_told_at"), .number("rating"), .text("rating_comment"),
                .time("rated_at"),
                .id("mailed_up_to", isForStaff: true), .text("mail_refusal", isForStaff: true),
            ]),
        RecordKind(
            "contents", table: "blobs", owner: .ofFiles, supplied: .fileName,
            [
                .id("id"), .bytes("sha256", column: "hash"), .number("size"), .text("type"), .number("width"),
                .number("height"),
            ]),
        RecordKind(
            "attachments", owner: .ofMessage,
            [
                .id("id"), .id("user_id"), .text("brought_by", isForStaff: true), .id("ticket_id"), .id("message_id"),
                .number("position"), .word("kind", Attachment.Kind.allCases.map(\.rawValue)), .text("name"),
                .time("created_at"), .id("content_id", column: "blob_id"), .number("size"), .text("type"),
                .number("width"), .number("height"), .number("duration"), .text("emoji"), .text("caption"),
                .list("caption_spans") { _ = try [TextSpan](json: $0) }, .text("failure", isForStaff: true),
                .text("telegram_file_id", isForStaff: true), .number("telegram_post_id", isForStaff: true),
                .text("telegram_unique_id", isForStaff: true), .text("telegram_album", isForStaff: true),
            ]),
        RecordKind(
            "messages", order: "ticket_id, id", owner: .ofTicket("ticket_id"),
            [
                .id("ticket_id"), .id("id"), .text("author"), .text("author_name"), .id("agent_id", isForStaff: true),
                .text("text"), .list("spans") { _ = try [TextSpan](json: $0) }, .time("created_at"),
                .time("edited_at"), .time("deleted_at"), .text("client_message_id", column: "client_id"),
                .id("reply_to"), .list("reactions") { _ = try [Reaction](json: $0) },
                .list("attachments") { _ = try [Attachment](json: $0) },
            ]),
        RecordKind(
            "notes", owner: .ofTicket("ticket_id"), isForStaff: true,
            [
                .id("id"), .id("ticket_id"), .id("agent_id"), .text("author_name"), .text("text"), .time("created_at"),
                .text("client_note_id", column: "client_id"),
            ]),
        RecordKind(
            "events",
            [.id("id"), .id("ticket_id"), .id("user_id"), .text("kind"), .id("message_id")]),
        RecordKind("canned_replies", [.id("id"), .text("shortcut"), .text("title"), .text("text")]),
        RecordKind(
            "widget_look",
            [
                .id("id"), .text("accent"), .text("accent_end"), .text("side"), .text("theme"), .text("name"),
                .text("greeting"), .text("privacy_url"),
            ]),
        RecordKind(
            "hours",
            [
                .id("id"), .flag("is_on"), .text("zone"),
                .list("week") { _ = try WorkingHours.week(json: $0) },
                .list("exceptions") { _ = try WorkingHours.exceptions(json: $0) },
                .text("reply_en"), .text("reply_ru"),
            ]),
        RecordKind(
            "contact_form",
            [
                .id("id"), .text("when", column: "moment"), .text("audience"),
                .list("fields") { _ = try [ContactField.Draft](json: $0) }, .flag("only_out_of_hours"),
            ]),
    ]
}
