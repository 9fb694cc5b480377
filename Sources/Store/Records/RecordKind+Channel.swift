import Domain

extension RecordKind {
    /// What is known of the group in Telegram. Its numbers are Telegram's.
    static let channel: [RecordKind] = [
        RecordKind(
            "topics", order: "ticket_id",
            [
                .id("ticket_id"), .number("chat_id"), .number("thread_id"), .number("card_post_id"),
                .time("created_at"), .text("shown_name"), .text("shown_icon"), .flag("is_closed"), .flag("is_stale"),
            ]),
        RecordKind(
            "former_topics", order: "chat_id, thread_id",
            [.number("chat_id"), .number("thread_id"), .id("ticket_id")]),
        RecordKind(
            "stray_topics", order: "chat_id, thread_id",
            [.number("chat_id"), .number("thread_id"), .id("ticket_id")]),
        RecordKind(
            "unknown_topics", order: "chat_id, thread_id",
            [.number("chat_id"), .number("thread_id"), .flag("is_told")]),
        RecordKind("boards", order: "chat_id", [.number("chat_id"), .number("post_id"), .flag("is_pinned")]),
        RecordKind(
            "telegram_posts", order: "chat_id, post_id, message_id",
            [.number("chat_id"), .number("post_id"), .id("message_id"), .id("ticket_id")]),
        RecordKind(
            "albums", order: "chat_id, album",
            [.number("chat_id"), .text("album"), .id("ticket_id"), .id("message_id"), .time("created_at")]),
        RecordKind("placeholders", order: "ticket_id, kind", [.id("ticket_id"), .text("kind")]),
        RecordKind(
            "reactions", order: "chat_id, post_id, who, emoji",
            [
                .number("chat_id"), .number("post_id"), .number("who"), .text("emoji"), .time("created_at"),
                .flag("is_stray"),
            ]),
        RecordKind(
            "early_edits", order: "chat_id, post_id",
            [
                .number("chat_id"), .number("post_id"), .text("text"),
                .list("spans") { _ = try [TextSpan](json: $0) }, .time("created_at"), .id("ticket_id"),
            ]),
        RecordKind(
            "unsent_posts", order: "chat_id, post_id",
            [.number("chat_id"), .number("post_id"), .text("text"), .time("created_at"), .id("ticket_id")]),
        RecordKind(
            "deliveries",
            [
                .id("id"), .id("ticket_id"), .id("message_id"), .text("notice"), .number("posts_sent"),
                .number("uncertain_attempts"), .number("network"), .number("parked"), .number("more"),
            ]),
        RecordKind(
            "undelivered",
            [
                .id("id"), .id("ticket_id"), .id("message_id"), .text("notice"), .text("reason"), .time("failed_at"),
            ]),
        RecordKind(
            "mails", owner: .ofTicket("ticket_id"), isForStaff: true,
            [
                .id("id"), .id("ticket_id"), .text("state"), .id("first_message_id"), .time("ordered_at"),
                .id("last_message_id"), .time("due_at"), .number("attempts"), .time("ended_at"), .text("reason"),
                .number("code"), .flag("is_over"),
            ]),
        RecordKind(
            "mail_inbox",
            [.id("id"), .id("ticket_id"), .id("user_id"), .time("received_at"), .bytes("body")]),
        RecordKind(
            "unmailable", order: "address_hash",
            [.bytes("address", column: "address_hash"), .text("reason"), .time("since")]),
        RecordKind(
            "telegram_updates", order: "update_id",
            [
                .number("update_id"), .time("received_at"), .time("handled_at"), .text("failure"), .number("held_in"),
                .number("thread_id"), .bytes("body"),
            ]),
        RecordKind(
            "erased_topics", order: "chat_id, thread_id",
            [
                .number("chat_id"), .number("thread_id"), .id("ticket_id"), .time("removed_at"), .time("gone_at"),
                .time("refused_at"), .text("reason"),
            ]),
        RecordKind(
            "erased_posts", order: "chat_id, post_id",
            [.number("chat_id"), .number("post_id"), .id("ticket_id"), .text("reason")]),
    ]
}
