-- Who waits for the staff, since when, and how often the staff were reminded of it.
ALTER TABLE tickets ADD COLUMN waiting_since INTEGER;
ALTER TABLE tickets ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;

UPDATE tickets SET waiting_since = coalesce(last_message_at, created_at) WHERE status = 'open';

CREATE INDEX tickets_waiting ON tickets (waiting_since) WHERE waiting_since IS NOT NULL;

-- Ended by whatever sets the status. Not in the trigger that keeps the counters: naming the column there would move an
-- entry of the index with each message.
CREATE TRIGGER messages_begin_waiting AFTER INSERT ON messages WHEN NEW.author = 'user' BEGIN
    UPDATE tickets SET waiting_since = NEW.created_at, reminders = 0
    WHERE id = NEW.ticket_id AND waiting_since IS NULL;
END;

-- The post in a group's General that says who waits.
CREATE TABLE boards (
    chat_id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL,
    -- Whether pinning it is settled, be it by a refusal.
    is_pinned INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The custom emoji that a topic has for its icon, as far as it is known.
ALTER TABLE topics ADD COLUMN shown_icon TEXT;

-- Topics that were given up, or left behind when the group moved. Some still exist, and staff may answer there.
CREATE TABLE former_topics (
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (chat_id, thread_id)
) STRICT, WITHOUT ROWID;

-- What staff were told once: that visitors get a placeholder for this kind of content.
CREATE TABLE placeholders (
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    kind TEXT NOT NULL,
    PRIMARY KEY (ticket_id, kind)
) STRICT, WITHOUT ROWID;

-- Reactions to posts that are no known messages: the few that are looked through for what to remove.
ALTER TABLE reactions ADD COLUMN is_stray INTEGER NOT NULL DEFAULT 0;

UPDATE reactions SET is_stray = 1 WHERE NOT EXISTS (
    SELECT 1 FROM telegram_posts p WHERE p.chat_id = reactions.chat_id AND p.post_id = reactions.post_id);

CREATE INDEX reactions_stray ON reactions (created_at) WHERE is_stray;

-- Edits that came before the post they change.
CREATE TABLE early_edits (
    chat_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    spans TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX early_edits_by_age ON early_edits (created_at);

-- What is taken back is not unread any more.
CREATE TRIGGER messages_taken_back AFTER UPDATE OF deleted_at ON messages
WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL AND NEW.author IN ('agent', 'bot') BEGIN
    UPDATE tickets SET unread_by_user = unread_by_user - 1
    WHERE id = NEW.ticket_id AND read_by_user < NEW.id AND unread_by_user > 0;
END;
