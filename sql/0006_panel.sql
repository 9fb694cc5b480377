-- Files that staff bring from the panel belong to nobody's conversation until they are sent. What a column may hold can't
-- be changed in place, so the table is made anew.
CREATE TABLE attachments_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Whose conversation it belongs to; until it is sent, the user who may send it.
    user_id INTEGER REFERENCES users (id),
    -- Who of the staff brought it, and until it is sent may send it; NULL for what users bring and Telegram announces.
    brought_by TEXT,
    ticket_id INTEGER REFERENCES tickets (id),
    message_id INTEGER,
    position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,
    name TEXT,
    created_at INTEGER NOT NULL,
    blob_id INTEGER REFERENCES blobs (id),
    size INTEGER,
    type TEXT,
    width INTEGER,
    height INTEGER,
    duration INTEGER,
    emoji TEXT,
    telegram_file_id TEXT,
    telegram_post_id INTEGER,
    telegram_unique_id TEXT,
    telegram_album TEXT,
    failure TEXT,
    -- A query for any user's files can't return what waits at the staff's.
    CHECK (user_id IS NOT NULL OR (brought_by IS NOT NULL AND message_id IS NULL))
) STRICT;

INSERT INTO attachments_new (id, user_id, ticket_id, message_id, position, kind, name, created_at, blob_id, size, type,
    width, height, duration, emoji, telegram_file_id, telegram_post_id, telegram_unique_id, telegram_album, failure)
SELECT id, user_id, ticket_id, message_id, position, kind, name, created_at, blob_id, size, type, width, height,
    duration, emoji, telegram_file_id, telegram_post_id, telegram_unique_id, telegram_album, failure
FROM attachments;

-- An id is never given twice, or an old link would lead to a new file.
DELETE FROM sqlite_sequence WHERE name = 'attachments_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'attachments_new', seq FROM sqlite_sequence WHERE name = 'attachments';

DROP TABLE attachments;
ALTER TABLE attachments_new RENAME TO attachments;

CREATE INDEX attachments_by_message ON attachments (ticket_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_user ON attachments (user_id);
CREATE INDEX attachments_unsent ON attachments (user_id, created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_unsent_by_age ON attachments (created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_to_fetch ON attachments (id) WHERE telegram_file_id IS NOT NULL;
CREATE INDEX attachments_by_album ON attachments (ticket_id, telegram_album) WHERE telegram_album IS NOT NULL;
CREATE INDEX attachments_by_blob ON attachments (blob_id) WHERE blob_id IS NOT NULL;

-- How the widget looks, once an administrator has said so: one row at most.
CREATE TABLE widget_look (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    accent TEXT NOT NULL,
    accent_end TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('right', 'left')),
    theme TEXT NOT NULL CHECK (theme IN ('auto', 'light', 'dark')),
    name TEXT NOT NULL,
    greeting TEXT NOT NULL
) STRICT;

-- How many tickets the panel's lists have. Counted as they change: what is unread or unassigned among many can't be
-- counted within a bound, and an index for it would cost every message more than this costs the few that change a count.
CREATE TABLE ticket_counts (
    status TEXT PRIMARY KEY,
    total INTEGER NOT NULL,
    unassigned INTEGER NOT NULL,
    unread INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO ticket_counts (status, total, unassigned, unread)
SELECT column1, (SELECT count(*) FROM tickets WHERE status = column1),
    (SELECT count(*) FROM tickets WHERE status = column1 AND assigned_agent_id IS NULL),
    (SELECT count(*) FROM tickets WHERE status = column1 AND unread_by_agents > 0)
FROM (VALUES ('open'), ('answered'), ('closed'), ('archived'));

CREATE TRIGGER tickets_counted AFTER INSERT ON tickets BEGIN
    UPDATE ticket_counts SET total = total + 1, unassigned = unassigned + (NEW.assigned_agent_id IS NULL),
        unread = unread + (NEW.unread_by_agents > 0)
    WHERE status = NEW.status;
END;

CREATE TRIGGER tickets_recounted AFTER UPDATE OF status, assigned_agent_id, unread_by_agents ON tickets
WHEN NEW.status <> OLD.status OR (NEW.assigned_agent_id IS NULL) <> (OLD.assigned_agent_id IS NULL)
    OR (NEW.unread_by_agents > 0) <> (OLD.unread_by_agents > 0) BEGIN
    UPDATE ticket_counts SET total = total - 1, unassigned = unassigned - (OLD.assigned_agent_id IS NULL),
        unread = unread - (OLD.unread_by_agents > 0)
    WHERE status = OLD.status;
    UPDATE ticket_counts SET total = total + 1, unassigned = unassigned + (NEW.assigned_agent_id IS NULL),
        unread = unread + (NEW.unread_by_agents > 0)
    WHERE status = NEW.status;
END;

-- Which messages of a page could not be told to Telegram.
DROP INDEX undelivered_by_ticket;
CREATE INDEX undelivered_by_ticket ON undelivered (ticket_id, message_id);
