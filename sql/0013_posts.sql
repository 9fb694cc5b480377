-- The key's columns stand first: SQLite's quick_check (3.40, for one) takes the others of a table without row ids for NULL
-- otherwise, and so calls a database damaged that is whole.
CREATE TABLE posts_in_order (
    chat_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (chat_id, post_id, message_id)
) STRICT, WITHOUT ROWID;
INSERT INTO posts_in_order SELECT chat_id, post_id, message_id, ticket_id FROM telegram_posts;
DROP TABLE telegram_posts;
ALTER TABLE posts_in_order RENAME TO telegram_posts;
CREATE INDEX telegram_posts_by_message ON telegram_posts (ticket_id, message_id);
