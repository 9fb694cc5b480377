-- When a ticket was closed and archived, and what its user thought of it.
ALTER TABLE tickets ADD COLUMN closed_at INTEGER;
ALTER TABLE tickets ADD COLUMN archived_at INTEGER;
ALTER TABLE tickets ADD COLUMN rating INTEGER CHECK (rating BETWEEN 1 AND 5);
ALTER TABLE tickets ADD COLUMN rating_comment TEXT;
ALTER TABLE tickets ADD COLUMN rated_at INTEGER;
-- The id that the client made up for a ticket, so that a repeated request for one is recognised.
ALTER TABLE tickets ADD COLUMN client_id TEXT;

CREATE UNIQUE INDEX tickets_by_client_id ON tickets (user_id, client_id) WHERE client_id IS NOT NULL;

-- Lists, the last change first. A list of several statuses is a merge of one range for each of them. What narrows a list
-- stands in the same entry, so that it is looked at without the row; each message moves one entry of one index, for every
-- further index would cost it a fifth more.
CREATE INDEX tickets_by_status ON tickets (status, last_message_id, assigned_agent_id, unread_by_agents);
CREATE INDEX tickets_by_agent ON tickets (assigned_agent_id, status, last_message_id)
WHERE assigned_agent_id IS NOT NULL;

-- Which closed ones are due to be archived.
CREATE INDEX tickets_closed ON tickets (closed_at) WHERE closed_at IS NOT NULL AND archived_at IS NULL;

-- An answer is proof that the staff have read what came before it.
DROP TRIGGER messages_update_ticket;
CREATE TRIGGER messages_update_ticket AFTER INSERT ON messages BEGIN
    UPDATE tickets SET
        last_message_id = NEW.id,
        last_message_at = NEW.created_at,
        last_message_preview = substr(NEW.text, 1, 120),
        unread_by_user = unread_by_user + (NEW.author IN ('agent', 'bot')),
        unread_by_agents = CASE NEW.author
            WHEN 'user' THEN unread_by_agents + 1 WHEN 'agent' THEN 0 ELSE unread_by_agents END,
        read_by_agents = CASE NEW.author WHEN 'agent' THEN NEW.id ELSE read_by_agents END
    WHERE id = NEW.ticket_id;
END;

-- Both sides make up ids of their own.
DROP INDEX messages_by_client_id;
CREATE UNIQUE INDEX messages_by_client_id ON messages (ticket_id, client_id, author) WHERE client_id IS NOT NULL;

-- A note's id is the number of the event that tells of it, so that notes and messages sort together.

-- Answers that are written once and used often.
CREATE TABLE canned_replies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shortcut TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- Users whose words the search does not know yet. Messages are followed by their events instead.
CREATE TABLE unindexed_users (
    user_id INTEGER PRIMARY KEY
) STRICT;

INSERT INTO unindexed_users SELECT id FROM users WHERE name IS NOT NULL OR email IS NOT NULL;

CREATE TRIGGER users_named AFTER INSERT ON users
WHEN NEW.name IS NOT NULL OR NEW.email IS NOT NULL OR NEW.external_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO unindexed_users VALUES (NEW.id);
END;

CREATE TRIGGER users_renamed AFTER UPDATE OF name, email, external_id ON users BEGIN
    INSERT OR IGNORE INTO unindexed_users VALUES (NEW.id);
END;

CREATE TRIGGER users_removed AFTER DELETE ON users WHEN OLD.name IS NOT NULL OR OLD.email IS NOT NULL BEGIN
    INSERT OR IGNORE INTO unindexed_users VALUES (OLD.id);
END;
