-- Otvet's first schema. Times are milliseconds since 1970 UTC. Keys are integers; what clients see of them is opaque.

-- People who ask: anonymous, or identified by the host site.
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    external_id TEXT UNIQUE,
    name TEXT,
    email TEXT,
    created_at INTEGER NOT NULL,
    banned_at INTEGER,
    -- The widget's running conversation, so that a send finds it without an index.
    chat_ticket_id INTEGER REFERENCES tickets (id)
) STRICT;

-- One browser's right to act for a user. The token itself is never stored.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    page_url TEXT,
    page_title TEXT,
    referrer TEXT,
    user_agent TEXT,
    locale TEXT
) STRICT;

CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Members of staff.
CREATE TABLE agents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    telegram_user_id INTEGER UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

-- Conversations. What lists show of the last message is kept here by the trigger below, never computed.
CREATE TABLE tickets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL CHECK (kind IN ('chat', 'ticket')),
    status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'closed', 'archived')),
    subject TEXT,
    created_at INTEGER NOT NULL,
    last_message_id INTEGER NOT NULL DEFAULT 0,
    last_message_at INTEGER,
    last_message_preview TEXT,
    unread_by_user INTEGER NOT NULL DEFAULT 0,
    unread_by_agents INTEGER NOT NULL DEFAULT 0,
    -- The newest message that each side has read.
    read_by_user INTEGER NOT NULL DEFAULT 0,
    read_by_agents INTEGER NOT NULL DEFAULT 0,
    -- Who took it.
    assigned_agent_id INTEGER REFERENCES agents (id),
    -- The newest message that the staff's topic shows.
    delivered_up_to INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX tickets_by_user ON tickets (user_id);

-- Every durable change in the order of commits. AUTOINCREMENT, because a cursor must never be given twice.
-- A message's creation is the event of the message's own id.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- No REFERENCES: without a full index on them, removing a user or ticket would scan every event.
    ticket_id INTEGER NOT NULL,
    -- Who may see it beside the staff. NULL is nobody: a query for any user's events can't return it.
    user_id INTEGER,
    kind TEXT NOT NULL CHECK (kind IN (
        'message', 'message_updated', 'ticket', 'read_by_user', 'read_by_agents',
        'note', 'handling', 'user'
    )),
    message_id INTEGER,
    CHECK ((user_id IS NULL) = (kind IN ('note', 'handling', 'user')))
) STRICT;

-- A user's messages are found through their tickets, so only the rarer changes pay for an index.
CREATE INDEX events_by_user ON events (user_id, id) WHERE kind <> 'message';

-- Clustered by ticket: a history page is one range of neighbouring rows.
CREATE TABLE messages (
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    id INTEGER NOT NULL,
    author TEXT NOT NULL CHECK (author IN ('user', 'agent', 'bot', 'system')),
    author_name TEXT,
    agent_id INTEGER REFERENCES agents (id),
    text TEXT NOT NULL,
    -- Formatting: a JSON array of parts of the text.
    spans TEXT,
    -- Kept from the table of reactions, so that a history page need not count them.
    reactions TEXT,
    created_at INTEGER NOT NULL,
    edited_at INTEGER,
    -- Taken back by the staff; the text is gone too.
    deleted_at INTEGER,
    client_id TEXT,
    reply_to INTEGER,
    PRIMARY KEY (ticket_id, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX messages_by_client_id ON messages (ticket_id, client_id) WHERE client_id IS NOT NULL;

CREATE TRIGGER messages_update_ticket AFTER INSERT ON messages BEGIN
    UPDATE tickets SET
        last_message_id = NEW.id,
        last_message_at = NEW.created_at,
        last_message_preview = substr(NEW.text, 1, 120),
        unread_by_user = unread_by_user + (NEW.author IN ('agent', 'bot')),
        unread_by_agents = unread_by_agents + (NEW.author = 'user')
    WHERE id = NEW.ticket_id;
END;

-- What staff tell each other about a ticket. Not among the messages, so that no query of a visitor's can reach it.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    agent_id INTEGER REFERENCES agents (id),
    author_name TEXT,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX notes_by_ticket ON notes (ticket_id, id);

-- The forum topic that mirrors a ticket. A view: it can be made anew from the store at any time.
CREATE TABLE topics (
    ticket_id INTEGER PRIMARY KEY REFERENCES tickets (id),
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    -- The post with the visitor card; until there is one, nothing else is posted.
    card_post_id INTEGER,
    created_at INTEGER NOT NULL,
    -- How the group shows it; stale once the ticket's status or the user's name has changed.
    shown_name TEXT,
    is_closed INTEGER NOT NULL DEFAULT 0,
    is_stale INTEGER NOT NULL DEFAULT 0,
    UNIQUE (chat_id, thread_id)
) STRICT;

CREATE INDEX topics_stale ON topics (ticket_id) WHERE is_stale;

-- The outbox: what Telegram must still be told, in the order of ids within a ticket.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    -- A message of the ticket, or a line of the program's own to the staff.
    message_id INTEGER,
    notice TEXT,
    -- A long text takes several posts; this many are known to have arrived.
    posts_sent INTEGER NOT NULL DEFAULT 0,
    -- Attempts since then that may or may not have arrived.
    uncertain_attempts INTEGER NOT NULL DEFAULT 0,
    CHECK ((message_id IS NULL) <> (notice IS NULL))
) STRICT;

-- What could not be delivered, with the reason: nothing is dropped silently.
CREATE TABLE undelivered (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    message_id INTEGER,
    notice TEXT,
    reason TEXT NOT NULL,
    failed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX undelivered_by_ticket ON undelivered (ticket_id);

-- Which post in the group is which message, for replies, edits and reactions. One post may show several messages.
CREATE TABLE telegram_posts (
    chat_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    message_id INTEGER NOT NULL,
    PRIMARY KEY (chat_id, post_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX telegram_posts_by_message ON telegram_posts (ticket_id, message_id);

-- What staff show on posts. By post, because a reaction may come before it is known which message the post is.
CREATE TABLE reactions (
    chat_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    -- A Telegram user, or the group itself for its anonymous administrators.
    who INTEGER NOT NULL,
    emoji TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, post_id, who, emoji)
) STRICT, WITHOUT ROWID;

-- Updates as Telegram sent them: stored before they are understood, and each one claimed once.
CREATE TABLE telegram_updates (
    update_id INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    handled_at INTEGER,
    failure TEXT,
    -- Last, so that a look at the times does not read it.
    body BLOB NOT NULL
) STRICT;

CREATE INDEX telegram_updates_waiting ON telegram_updates (update_id) WHERE handled_at IS NULL;

-- What the program itself makes and must keep, such as the webhook's secret.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
