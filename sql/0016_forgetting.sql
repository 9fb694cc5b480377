-- Who is to be erased, and who was. Nothing here tells who it was: only the number that the user had, which nobody gets again.
CREATE TABLE erasures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    -- When the rows were removed; NULL while that is to be done.
    erased_at INTEGER,
    -- When the search, the free pages and the logs of both databases held nothing of them either.
    purged_at INTEGER,
    tickets INTEGER NOT NULL DEFAULT 0,
    messages INTEGER NOT NULL DEFAULT 0,
    notes INTEGER NOT NULL DEFAULT 0,
    files INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX erasures_by_user ON erasures (user_id);
CREATE INDEX erasures_waiting ON erasures (id) WHERE purged_at IS NULL;

-- Topics of tickets that were removed: to be deleted in the group too. Staff who write in one are not heard.
CREATE TABLE erased_topics (
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL,
    removed_at INTEGER NOT NULL,
    -- When it was gone.
    gone_at INTEGER,
    -- When Telegram refused it for good, and what it said last, in its own words.
    refused_at INTEGER,
    reason TEXT,
    PRIMARY KEY (chat_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_topics_waiting ON erased_topics (ticket_id) WHERE gone_at IS NULL AND refused_at IS NULL;
CREATE INDEX erased_topics_refused ON erased_topics (ticket_id) WHERE refused_at IS NOT NULL;
CREATE INDEX erased_topics_gone ON erased_topics (gone_at) WHERE gone_at IS NOT NULL;

-- The posts of such topics, which are deleted one by one where the topic can't be.
CREATE TABLE erased_posts (
    chat_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (chat_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_posts_by_ticket ON erased_posts (ticket_id);

-- What the search is to forget. A note goes as a message.
CREATE TABLE search_removals (
    kind TEXT NOT NULL CHECK (kind IN ('message', 'ticket', 'user')),
    id INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Which topic an update came from, as far as it says so.
ALTER TABLE telegram_updates ADD COLUMN thread_id INTEGER;

UPDATE telegram_updates SET thread_id = CAST(coalesce(
    json_extract(CAST(body AS TEXT), '$.message.message_thread_id'),
    json_extract(CAST(body AS TEXT), '$.edited_message.message_thread_id')) AS INTEGER)
WHERE json_valid(CAST(body AS TEXT));

CREATE INDEX telegram_updates_by_thread ON telegram_updates (thread_id) WHERE thread_id IS NOT NULL;

-- Whose topic these posts of staff stand in.
ALTER TABLE unsent_posts ADD COLUMN ticket_id INTEGER;
ALTER TABLE early_edits ADD COLUMN ticket_id INTEGER;

UPDATE unsent_posts SET ticket_id = u.ticket_id
FROM (
    SELECT t.chat_id, t.ticket_id, CAST(coalesce(json_extract(CAST(u.body AS TEXT), '$.message.message_id'),
        json_extract(CAST(u.body AS TEXT), '$.edited_message.message_id')) AS INTEGER) AS post_id
    FROM telegram_updates u JOIN topics t ON t.thread_id = u.thread_id
    WHERE u.thread_id IS NOT NULL
) AS u
WHERE u.chat_id = unsent_posts.chat_id AND u.post_id = unsent_posts.post_id;

CREATE INDEX unsent_posts_by_ticket ON unsent_posts (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX early_edits_by_ticket ON early_edits (ticket_id) WHERE ticket_id IS NOT NULL;

-- Without these the removal of a ticket would look through all users and files.
CREATE INDEX users_by_chat ON users (chat_ticket_id) WHERE chat_ticket_id IS NOT NULL;
CREATE INDEX attachments_by_ticket ON attachments (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX former_topics_by_ticket ON former_topics (ticket_id);
CREATE INDEX albums_by_ticket ON albums (ticket_id);

CREATE TRIGGER tickets_uncounted AFTER DELETE ON tickets BEGIN
    UPDATE ticket_counts SET total = total - 1, unassigned = unassigned - (OLD.assigned_agent_id IS NULL),
        unread = unread - (OLD.unread_by_agents > 0)
    WHERE status = OLD.status;
END;

-- Which tickets were closed long ago, and which files are old.
CREATE INDEX tickets_archived ON tickets (closed_at) WHERE archived_at IS NOT NULL;
CREATE INDEX attachments_by_age ON attachments (created_at) WHERE blob_id IS NOT NULL AND message_id IS NOT NULL;

-- What a file took is given back when its content goes and its row stays.
CREATE TRIGGER attachments_emptied AFTER UPDATE OF blob_id ON attachments
WHEN OLD.blob_id IS NOT NULL AND NEW.blob_id IS NULL AND OLD.user_id IS NOT NULL AND OLD.brought_by IS NULL
    AND OLD.telegram_post_id IS NULL BEGIN
    UPDATE users SET file_bytes = file_bytes - (SELECT size FROM blobs WHERE id = OLD.blob_id) WHERE id = OLD.user_id;
END;

-- How far the events had come on a day, since they have no time of their own.
CREATE TABLE event_days (
    noted_at INTEGER PRIMARY KEY,
    newest INTEGER NOT NULL
) STRICT;

-- The site's privacy policy, to which the widget links; empty for none.
ALTER TABLE widget_look ADD COLUMN privacy_url TEXT NOT NULL DEFAULT '';
