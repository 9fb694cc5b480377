-- What users who have left are told by e-mail: one mail for each silence of theirs, kept with what became of it.
CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    -- One that is being sent may have arrived, even if the program crashes before it knows.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused')),
    -- The answer that ordered it, and when that was written; the newest answer in it, once it is made.
    first_message_id INTEGER NOT NULL,
    ordered_at INTEGER NOT NULL,
    last_message_id INTEGER,
    -- When it goes, or is tried again.
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    -- Why it was refused, and the reply code of the server that has refused it.
    reason TEXT,
    code INTEGER,
    -- Whether the user has read or written since: the next answer that they don't read orders another one.
    is_over INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX mails_of_silence ON mails (ticket_id) WHERE is_over = 0;
CREATE INDEX mails_by_ticket ON mails (ticket_id, id);
CREATE INDEX mails_due ON mails (due_at) WHERE state = 'waiting';
CREATE INDEX mails_sending ON mails (id) WHERE state = 'sending';
CREATE INDEX mails_refused ON mails (id) WHERE state = 'refused';

-- Addresses that get no mail. Only a hash is kept, and it outlives whoever had the address: they asked for no more.
CREATE TABLE unmailable (
    address_hash BLOB PRIMARY KEY,
    reason TEXT NOT NULL CHECK (reason IN ('unsubscribed', 'bounced')),
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the staff see: up to which message the user was last told by e-mail, and why not.
ALTER TABLE tickets ADD COLUMN mailed_up_to INTEGER;
ALTER TABLE tickets ADD COLUMN mail_refusal TEXT;

-- Replies to mails as they came, until they are understood. Which conversation they are for their address has told.
CREATE TABLE mail_inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    -- Whose ticket it was; if it is another's by then, the reply is dropped.
    user_id INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE INDEX mail_inbox_by_ticket ON mail_inbox (ticket_id);
