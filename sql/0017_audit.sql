-- What the staff have done. Rows are only added, and go when their time is over; nothing refers to others, so that a row
-- says for ever what it said at first.
CREATE TABLE audit (
    -- A number is used once, so that a gap shows.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('agent', 'api_key', 'operator', 'command_line', 'group', 'unknown')),
    actor_id INTEGER,
    actor_name TEXT,
    action TEXT NOT NULL,
    object TEXT CHECK (object IN ('agent', 'api_key', 'ticket', 'canned_reply')),
    object_id INTEGER,
    object_name TEXT,
    detail TEXT,
    count INTEGER NOT NULL CHECK (count > 0),
    surface TEXT NOT NULL CHECK (surface IN ('panel', 'api', 'telegram', 'command')),
    address TEXT,
    CHECK ((actor_id IS NOT NULL) = (actor IN ('agent', 'api_key'))),
    CHECK ((object IS NULL) = (object_id IS NULL))
) STRICT;

-- Each way to look through it is a range of one of these.
CREATE INDEX audit_by_actor ON audit (actor, actor_id);
CREATE INDEX audit_by_action ON audit (action);
CREATE INDEX audit_by_action_and_actor ON audit (action, actor, actor_id);

-- Before this time rows may be removed; there is no row until some were. It only grows.
CREATE TABLE audit_floor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    before INTEGER NOT NULL
) STRICT;

CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE ON audit BEGIN
    SELECT raise(ABORT, 'what was done does not change');
END;

CREATE TRIGGER audit_stays_for_its_time BEFORE DELETE ON audit
WHEN OLD.at >= coalesce((SELECT before FROM audit_floor), 0) BEGIN
    SELECT raise(ABORT, 'what was done is kept for its time');
END;

CREATE TRIGGER audit_floor_grows BEFORE UPDATE ON audit_floor WHEN NEW.before < OLD.before BEGIN
    SELECT raise(ABORT, 'the floor only grows');
END;

CREATE TRIGGER audit_floor_stays BEFORE DELETE ON audit_floor BEGIN
    SELECT raise(ABORT, 'the floor stays');
END;
