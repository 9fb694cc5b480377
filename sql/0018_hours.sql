-- When the team answers, once an administrator has said so: one row at most.
CREATE TABLE hours (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    -- Its name in the IANA database.
    zone TEXT NOT NULL,
    -- JSON: for each day, Monday first, a list of intervals.
    week TEXT NOT NULL,
    -- JSON: a list of dates, each with its intervals.
    exceptions TEXT NOT NULL,
    -- What visitors are answered meanwhile; empty for nothing.
    reply_en TEXT NOT NULL,
    reply_ru TEXT NOT NULL
) STRICT;

-- When the program last told the visitor that nobody is there.
ALTER TABLE tickets ADD COLUMN away_told_at INTEGER;

-- How long visitors waited for answers. They tell of nobody: rows are kept for some weeks, whatever becomes of the tickets.
CREATE TABLE answer_times (
    id INTEGER PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    CHECK (answered_at >= asked_at)
) STRICT;

-- All that is asked of it is a range of this.
CREATE INDEX answer_times_by_time ON answer_times (asked_at, answered_at);

-- The first answer of each conversation of before.
INSERT INTO answer_times (asked_at, answered_at)
SELECT asked_at, answered_at FROM (
    SELECT min(CASE author WHEN 'user' THEN created_at END) AS asked_at,
        min(CASE author WHEN 'agent' THEN created_at END) AS answered_at
    FROM messages GROUP BY ticket_id) AS firsts
WHERE answered_at >= asked_at;

-- A ticket still waits when the answer is inserted: what sets its status ends that.
CREATE TRIGGER messages_answer AFTER INSERT ON messages WHEN NEW.author = 'agent' BEGIN
    INSERT INTO answer_times (asked_at, answered_at)
    SELECT waiting_since, NEW.created_at FROM tickets
    WHERE id = NEW.ticket_id AND waiting_since <= NEW.created_at;
END;
