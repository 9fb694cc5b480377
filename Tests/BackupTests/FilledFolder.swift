import CSQLite
import Domain
import Glibc
import Store
import TestSupport
import Testing

@testable import Backup
@_spi(Channel) @testable import Desk

/// A data folder that is used no more and has something in every table.
struct FilledFolder {
    let folder: TemporaryFolder
    let data: String
    let token: String
    /// A user with a chat and a ticket, and another one.
    let (user, other): (UserID, UserID)
    let (chat, ticket, others): (TicketID, TicketID, TicketID)

    static let password = "$a-hash-of-a-password"

    init() async throws {
        let said = try await Said()
        (folder, data, token, user, other) = (
            said.desk.folder, said.desk.data, said.desk.token.text, said.user, said.other
        )
        (chat, ticket, others) = (said.chat, said.ticket, said.others)
        try Self.fill(data + "/otvet.db", ticket: chat)
    }

    /// What two visitors and an agent have said.
    private struct Said {
        let desk: DeskWithFiles
        let (user, other): (UserID, UserID)
        let (chat, ticket, others): (TicketID, TicketID, TicketID)

        init() async throws {
            desk = try await DeskWithFiles()
            let desk = desk.desk
            let login = try AgentLogin("olga@desk")
            let agent = try await desk.addAgent(AgentName("Olga"), login: login, role: .admin, by: .tester).account
                .agent
            let token = self.desk.token
            try await self.desk.say(
                "Hello <script>alert(1)</script> & \"quotes\"\n\u{202E}second line", with: self.desk.bring())
            let state = try desk.session(token)
            (user, chat) = (state.user.id, try #require(state.chat))
            let answer = Desk.StaffMessage(text: try MessageText("An answer with bold"))
            let posted = try await desk.answer(answer, in: chat, by: agent, as: .agent(agent.id))
            let spans = [
                TextSpan(.bold, offset: 0, length: 7), TextSpan(.link, offset: 3, length: 9, url: "https://a.b/?c&d"),
            ]
            _ = try await desk.store.write { transaction in
                try transaction.edit(
                    posted.message, user: state.user.id, text: MessageText("An answer, edited"),
                    spans: spans.compactMap(\.self), now: .now())
                try transaction.addNote(
                    "only for staff", ticket: posted.ticket.id, agent: agent.id, authorName: "Olga", now: .now())
            }
            let question = Desk.UserMessage(text: try MessageText("about that"))
            ticket = try await desk.openTicket("A subject", question, by: token).ticket.id
            let context = VisitorContext(pageURL: "https://shop/?a=1")
            let stranger = try await desk.openSession(context: context).token
            let identity = VisitorIdentity(externalID: "secret-customer", isVerified: true)
            let customer = try await desk.identify(stranger, as: identity, context: context).newToken ?? stranger
            let message = Desk.UserMessage(text: try MessageText("what another says"))
            others = try await desk.post(message, by: customer).ticket.id
            other = try desk.session(customer).user.id
            try await self.desk.bring()
        }
    }

    /// A row in each of the tables that no verb of the desk's has filled.
    private static func fill(_ path: String, ticket: TicketID) throws {
        try run(
            """
            UPDATE agents SET password_hash = '\(password)', totp_sealed = x'0102', totp_confirmed_at = 5, totp_step = 7;
            UPDATE tickets SET rating = 4, rating_comment = 'fine', rated_at = 9 WHERE id = \(ticket);
            UPDATE messages SET reactions = '[{"emoji":"👍","count":2}]' WHERE author = 'agent';
            INSERT INTO agent_sessions VALUES (1, x'0A', 1, 1, 2, 3, 'browser');
            INSERT INTO invitations VALUES (1, x'0B', 3) ON CONFLICT DO NOTHING;
            INSERT INTO recovery_codes VALUES (1, x'0C');
            INSERT INTO known_places VALUES (1, 'browser', x'0D', 4);
            INSERT INTO api_keys VALUES (1, 'shop', x'0E', 'agent', 1, 5, NULL);
            INSERT INTO telegram_sign_ins (telegram_user, name, requested_at) VALUES (77, 'Ivan', 6);
            INSERT INTO canned_replies VALUES (3, 'hi', 'Greeting', 'Hello!');
            INSERT INTO widget_look VALUES (1, '#000000', '#ffffff', 'right', 'auto', 'Shop', '', 'https://shop/privacy');
            INSERT INTO hours VALUES (1, 1, 'Europe/Moscow', '[[{"from":"09:00","to":"18:00"}],[],[],[],[],[],[]]',
                '[{"date":"2026-12-31","intervals":[]}]', 'We are away.', 'Нас нет.');
            UPDATE tickets SET away_told_at = 8 WHERE id = \(ticket);
            INSERT INTO answer_times (asked_at, answered_at) VALUES (5, 6);
            INSERT INTO contact_form VALUES (1, 'before', 'everybody',
                '[{"kind":"text","key":"order","label_en":"Order","label_ru":"","required":true}]', 1);
            INSERT INTO contact_answers SELECT user_id, 'order', 'text', 'Order', '', 'secret-order', 0, 5 FROM tickets
                WHERE id = \(ticket);
            INSERT INTO user_attributes SELECT user_id, 'plan', 'pro', 1, 5 FROM tickets WHERE id = \(ticket);
            UPDATE sessions SET pages = '[{"url":"https://shop/","at":"2026-01-01T00:00:00.000Z"}]' WHERE id = 1;
            INSERT INTO topics (ticket_id, chat_id, thread_id, created_at, is_stale) VALUES (\(ticket), -100, 5, 7, 1);
            INSERT INTO former_topics VALUES (-100, 4, \(ticket));
            INSERT INTO stray_topics VALUES (-100, 3, \(ticket));
            INSERT INTO unknown_topics VALUES (-100, 2, 0);
            INSERT INTO boards VALUES (-100, 9, 1);
            INSERT INTO telegram_posts VALUES (-100, 11, 1, \(ticket));
            INSERT INTO albums VALUES (-100, 'album', \(ticket), NULL, 8);
            INSERT INTO placeholders VALUES (\(ticket), 'poll');
            INSERT INTO reactions VALUES (-100, 11, 77, '👍', 9, 0);
            INSERT INTO early_edits VALUES (-100, 12, 'text', '[]', 9, \(ticket));
            INSERT INTO unsent_posts VALUES (-100, 13, 'a note', 9, \(ticket));
            INSERT INTO deliveries (ticket_id, message_id, network) VALUES (\(ticket), 1, -5);
            INSERT INTO mails (ticket_id, state, first_message_id, ordered_at, last_message_id, due_at, reason, code)
                VALUES (\(ticket), 'refused', 1, 8, 1, 9, 'rejected', 554);
            INSERT INTO mail_inbox (ticket_id, user_id, received_at, body) VALUES (\(ticket), 1, 9, x'0F');
            INSERT INTO unmailable VALUES (x'10', 'unsubscribed', 9);
            INSERT INTO undelivered VALUES (1, \(ticket), NULL, 'a line', 'a reason', 9);
            INSERT INTO telegram_updates (update_id, received_at, body) VALUES (5, 6, x'7B7DFF');
            INSERT INTO erasures VALUES (1, 99, 5, 6, 7, 1, 2, 0, 0), (2, 98, 8, NULL, NULL, 0, 0, 0, 0);
            INSERT INTO erased_topics VALUES (-100, 77, 99, 6, NULL, 7, 'Telegram refused');
            INSERT INTO erased_posts VALUES (-100, 78, 99, 'the message can''t be deleted');
            INSERT INTO audit_floor VALUES (1, 3);
            INSERT INTO event_days VALUES (86400000, 2);
            INSERT OR REPLACE INTO clock VALUES (1, 1234567890123);
            INSERT INTO lost_events VALUES (90, 95);
            INSERT INTO settings VALUES ('telegram_webhook_secret', 'hush-hush');
            """, path)
    }

    static func run(_ sql: String, _ path: String) throws {
        var handle: OpaquePointer?
        defer { sqlite3_close_v2(handle) }
        try #require(sqlite3_open(path, &handle) == SQLITE_OK)
        try #require(
            sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK, "\(String(cString: sqlite3_errmsg(handle)))")
    }

    /// Every row of every table, with its values as SQLite writes them.
    static func rows(_ path: String) throws -> [String: [String]] {
        var handle: OpaquePointer?
        defer { sqlite3_close_v2(handle) }
        try #require(sqlite3_open(path, &handle) == SQLITE_OK)
        let tables = try texts("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", handle)
        return try tables.reduce(into: [:]) { rows, table in
            let columns = try texts("SELECT name FROM pragma_table_info('\(table)')", handle)
            let values = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ' ' || ")
            rows[table] = try texts("SELECT \(values) FROM \(table)", handle).sorted()
        }
    }

    private static func texts(_ sql: String, _ handle: OpaquePointer?) throws -> [String] {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        try #require(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
        var texts: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            texts.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
        }
        return texts
    }
}

/// The files below a folder by their paths, with their contents.
func tree(_ folder: String) throws -> [String: [UInt8]] {
    try names(in: folder).reduce(into: [:]) { files, name in
        let path = folder + "/" + name
        var status = stat()
        lstat(path, &status)
        if status.st_mode & S_IFMT == S_IFDIR {
            for (inner, bytes) in try tree(path) { files["\(name)/\(inner)"] = bytes }
        } else {
            files[name] = try read(path, limit: 4 << 20)
        }
    }
}
