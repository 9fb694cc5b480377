-- What people see as one post in Telegram is decided as one: its parts, and what follows them in the same topic, wait
-- here until it is known that no more parts come.
ALTER TABLE telegram_updates ADD COLUMN held_in INTEGER;

DROP INDEX telegram_updates_waiting;
CREATE INDEX telegram_updates_waiting ON telegram_updates (held_in, update_id) WHERE handled_at IS NULL;

-- What became of an album: the message that shows it, or nothing that a visitor sees. A part that comes late shares it.
CREATE TABLE albums (
    chat_id INTEGER NOT NULL,
    album TEXT NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    message_id INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, album)
) STRICT, WITHOUT ROWID;

CREATE INDEX albums_by_age ON albums (created_at);

INSERT OR IGNORE INTO albums (chat_id, album, ticket_id, message_id, created_at)
SELECT p.chat_id, a.telegram_album, a.ticket_id, a.message_id, a.created_at
FROM attachments a JOIN telegram_posts p ON p.ticket_id = a.ticket_id AND p.message_id = a.message_id
WHERE a.telegram_album IS NOT NULL AND a.message_id IS NOT NULL;

-- Nothing asks for it any more.
DROP INDEX attachments_by_album;

-- What stands below a file of an album: the message's text is made of them. Until now there was one for all, and nobody knows
-- below which file: what was sent before has none, until one of its captions is changed.
ALTER TABLE attachments ADD COLUMN caption TEXT;
ALTER TABLE attachments ADD COLUMN caption_spans TEXT;

-- What staff wrote in topics that no visitor sees, so that it is known what an edit makes of it.
CREATE TABLE unsent_posts (
    chat_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX unsent_posts_by_age ON unsent_posts (created_at);
