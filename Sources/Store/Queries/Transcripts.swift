public import Domain

extension Reader {
    /// What was said in a ticket after `id`, the oldest first: up to `limit` messages, and the notes among them if they are
    /// asked for; fewer if they are long. Nothing at the end.
    public func transcript(
        of ticket: TicketID, after id: MessageID?, limit: Int, withNotes: Bool
    ) throws -> [StaffHistoryPage.Entry] {
        let start = id ?? MessageID(rawValue: 0)
        let messages = try connection.all(
            "SELECT \(Message.columns) FROM messages WHERE ticket_id = ? AND id > ? ORDER BY id LIMIT ?", ticket, start,
            limit, read: Message.init)
        guard withNotes else { return Array(messages.map(StaffHistoryPage.Entry.message).onePage(\.weight)) }
        let notes = try connection.all(
            "SELECT \(Note.columns) FROM notes WHERE ticket_id = ? AND id > ? ORDER BY id LIMIT ?", ticket, start,
            limit,
            read: Note.init)
        let entries = (messages.map(StaffHistoryPage.Entry.message) + notes.map(StaffHistoryPage.Entry.note))
            .sorted { $0.key < $1.key }
        // The first of all are among the first of each.
        return Array(entries.prefix(limit).onePage(\.weight))
    }
}
