-- Topics in which staff write and of which an older copy of the database, brought back, does not know whose they are: the
-- group is told of each once.
CREATE TABLE unknown_topics (
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    is_told INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX unknown_topics_untold ON unknown_topics (chat_id, thread_id) WHERE NOT is_told;
