-- The latest time that is believed of the clock, so that one which jumps ahead deletes nothing at once.
CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    trusted_at INTEGER NOT NULL
) STRICT;

-- Numbers of events that were given out and are not known any more, because an older copy of the database was brought
-- back: those after `after` and before `before`. New ones begin behind them.
CREATE TABLE lost_events (
    after INTEGER PRIMARY KEY,
    before INTEGER NOT NULL
) STRICT;
