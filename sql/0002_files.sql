-- Files of messages. Their contents are in the folder beside the database, each one stored once.
CREATE TABLE blobs (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    -- The file's name below files/.
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    type TEXT NOT NULL,
    width INTEGER,
    height INTEGER
) STRICT;

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Whose conversation it belongs to; until it is sent, who may send it.
    user_id INTEGER NOT NULL REFERENCES users (id),
    -- Where it was sent; NULL while it waits for that.
    ticket_id INTEGER REFERENCES tickets (id),
    message_id INTEGER,
    -- Its place among the message's files.
    position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,
    name TEXT,
    created_at INTEGER NOT NULL,
    -- NULL until its content is here.
    blob_id INTEGER REFERENCES blobs (id),
    -- What Telegram says of it, until the content is here and speaks for itself.
    size INTEGER,
    type TEXT,
    width INTEGER,
    height INTEGER,
    duration INTEGER,
    -- What a sticker stands for.
    emoji TEXT,
    -- By what name Telegram gives the content out; NULL once that is settled.
    telegram_file_id TEXT,
    -- Which post it came with, the file's name for ever, and the album that the post is part of.
    telegram_post_id INTEGER,
    telegram_unique_id TEXT,
    telegram_album TEXT,
    -- Why it will never be here.
    failure TEXT
) STRICT;

CREATE INDEX attachments_by_message ON attachments (ticket_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_user ON attachments (user_id);
CREATE INDEX attachments_unsent ON attachments (user_id, created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_unsent_by_age ON attachments (created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_to_fetch ON attachments (id) WHERE telegram_file_id IS NOT NULL;
CREATE INDEX attachments_by_album ON attachments (ticket_id, telegram_album) WHERE telegram_album IS NOT NULL;
CREATE INDEX attachments_by_blob ON attachments (blob_id) WHERE blob_id IS NOT NULL;

-- The message's files as a JSON array, kept from the table above, so that a history page need not look there.
ALTER TABLE messages ADD COLUMN attachments TEXT;
