-- Whose lines wait for Telegram, so that nobody's flood keeps the others waiting.
-- The network that a visitor's line came from: a keyed hash, never an address. NULL for what no visitor wrote.
ALTER TABLE deliveries ADD COLUMN network INTEGER;
-- 0 goes; 1 waits in the panel until its network may have another topic; 2 is a banned user's.
ALTER TABLE deliveries ADD COLUMN parked INTEGER NOT NULL DEFAULT 0;
-- So many messages, message_id the last of them, stand in the panel only, and the topic is told their number.
ALTER TABLE deliveries ADD COLUMN more INTEGER NOT NULL DEFAULT 0;
-- What goes is one range in the order of conversations; what waits of one conversation is a few neighbours.
CREATE INDEX deliveries_by_ticket ON deliveries (parked, ticket_id, network);
CREATE INDEX deliveries_by_network ON deliveries (network, parked, ticket_id) WHERE network IS NOT NULL;

-- When the staff last wrote: a conversation that they take part in comes before what nobody has looked at.
ALTER TABLE tickets ADD COLUMN answered_at INTEGER;
UPDATE tickets SET answered_at = (
    SELECT max(created_at) FROM messages m WHERE m.ticket_id = tickets.id AND m.author = 'agent')
WHERE status IN ('open', 'answered');
CREATE TRIGGER messages_answer AFTER INSERT ON messages WHEN NEW.author = 'agent' BEGIN
    UPDATE tickets SET answered_at = NEW.created_at WHERE id = NEW.ticket_id;
END;

-- Topics that were made twice because an answer of Telegram's was lost: closed with a pointer to the one that counts.
CREATE TABLE stray_topics (
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (chat_id, thread_id)
) STRICT, WITHOUT ROWID;
