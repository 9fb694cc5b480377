/// What the database keeps though it follows from other rows, because asking for it each time would cost too much. Triggers
/// and verbs keep it; a check counts again.
public enum DerivedValue: String, CaseIterable, Sendable {
    case lastMessage = "a ticket's last message"
    case unreadByUser = "how many messages a visitor has not read"
    case unreadByAgents = "how many messages the staff have not read"
    case ticketCounts = "how many tickets each list has"
    case userFileBytes = "what a visitor's files take"
    case storedFileBytes = "what all files take"

    /// Counts the rows that are not what they should be.
    fileprivate var check: SQL {
        switch self {
        case .lastMessage:
            """
            SELECT count(*) FROM tickets t
            WHERE last_message_id <> coalesce((SELECT max(id) FROM messages m WHERE m.ticket_id = t.id), 0)
            """
        case .unreadByUser:
            """
            SELECT count(*) FROM tickets t WHERE unread_by_user <> (
                SELECT count(*) FROM messages m
                WHERE m.ticket_id = t.id AND m.id > t.read_by_user AND m.author IN ('agent', 'bot')
                    AND m.deleted_at IS NULL)
            """
        case .unreadByAgents:
            """
            SELECT count(*) FROM tickets t WHERE unread_by_agents <> (
                SELECT count(*) FROM messages m
                WHERE m.ticket_id = t.id AND m.id > t.read_by_agents AND m.author = 'user')
            """
        case .ticketCounts:
            """
            SELECT count(*) FROM ticket_counts c
            WHERE total <> (SELECT count(*) FROM tickets t WHERE t.status = c.status)
                OR unassigned <> (
                    SELECT count(*) FROM tickets t WHERE t.status = c.status AND t.assigned_agent_id IS NULL)
                OR unread <> (SELECT count(*) FROM tickets t WHERE t.status = c.status AND t.unread_by_agents > 0)
            """
        case .userFileBytes:
            """
            SELECT count(*) FROM users u WHERE file_bytes <> (
                SELECT coalesce(sum(b.size), 0) FROM attachments a JOIN blobs b ON b.id = a.blob_id
                WHERE a.user_id = u.id AND a.brought_by IS NULL AND a.telegram_post_id IS NULL)
            """
        case .storedFileBytes:
            "SELECT count(*) FROM stored_files WHERE bytes <> (SELECT coalesce(sum(size), 0) FROM blobs)"
        }
    }

    /// Makes them what they should be.
    fileprivate var repair: SQL {
        switch self {
        case .lastMessage:
            """
            UPDATE tickets SET last_message_id = m.id, last_message_at = m.created_at,
                last_message_preview = substr(m.text, 1, 120)
            FROM messages m
            WHERE m.ticket_id = tickets.id
                AND m.id = (SELECT max(id) FROM messages n WHERE n.ticket_id = tickets.id)
                AND tickets.last_message_id <> m.id
            """
        case .unreadByUser:
            """
            UPDATE tickets SET unread_by_user = (
                SELECT count(*) FROM messages m
                WHERE m.ticket_id = tickets.id AND m.id > tickets.read_by_user AND m.author IN ('agent', 'bot')
                    AND m.deleted_at IS NULL)
            """
        case .unreadByAgents:
            """
            UPDATE tickets SET unread_by_agents = (
                SELECT count(*) FROM messages m
                WHERE m.ticket_id = tickets.id AND m.id > tickets.read_by_agents AND m.author = 'user')
            """
        case .ticketCounts:
            """
            UPDATE ticket_counts SET total = (SELECT count(*) FROM tickets t WHERE t.status = ticket_counts.status),
                unassigned = (
                    SELECT count(*) FROM tickets t
                    WHERE t.status = ticket_counts.status AND t.assigned_agent_id IS NULL),
                unread = (
                    SELECT count(*) FROM tickets t WHERE t.status = ticket_counts.status AND t.unread_by_agents > 0)
            """
        case .userFileBytes:
            """
            UPDATE users SET file_bytes = (
                SELECT coalesce(sum(b.size), 0) FROM attachments a JOIN blobs b ON b.id = a.blob_id
                WHERE a.user_id = users.id AND a.brought_by IS NULL AND a.telegram_post_id IS NULL)
            """
        case .storedFileBytes: "UPDATE stored_files SET bytes = (SELECT coalesce(sum(size), 0) FROM blobs)"
        }
    }
}

extension Reader {
    /// How many rows have a wrong value. Looks at all of them.
    public func wrongRows(of value: DerivedValue) throws -> Int {
        try connection.first(value.check) { try $0[0] } ?? 0
    }
}

extension Transaction {
    /// Counts again. In the order of ``DerivedValue``: some follow from others.
    public func recount(_ value: DerivedValue) throws { try connection.execute(value.repair) }
}
