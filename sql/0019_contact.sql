-- The contact form, once an administrator has made it: one row at most. `fields` are its fields in order, as JSON.
CREATE TABLE contact_form (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    moment TEXT NOT NULL CHECK (moment IN ('off', 'before', 'after')),
    audience TEXT NOT NULL,
    fields TEXT NOT NULL,
    -- Asked only while the team is away, by `hours`.
    only_out_of_hours INTEGER NOT NULL CHECK (only_out_of_hours IN (0, 1))
) STRICT;

-- What visitors have answered, with the question as it stood in the form, so that an answer stays legible when the form
-- changes. Nothing of it is proved.
CREATE TABLE contact_answers (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- The field's key; that of a name, an address or a number is its kind.
    field TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'email', 'phone', 'text')),
    label_en TEXT NOT NULL,
    label_ru TEXT NOT NULL,
    value TEXT NOT NULL,
    -- Its place in the form.
    position INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, field)
) STRICT, WITHOUT ROWID;

-- What the host site says of a visitor beside who they are.
CREATE TABLE user_attributes (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    -- Whether it stood in the site's signed token. Anybody can set the others.
    is_signed INTEGER NOT NULL CHECK (is_signed IN (0, 1)),
    set_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

-- The last pages that the visitor walked through, the oldest first, as JSON.
ALTER TABLE sessions ADD COLUMN pages TEXT;

-- Answers are found by the search. In a trigger of an upsert OR IGNORE would not be heeded.
CREATE TRIGGER contact_answers_given AFTER INSERT ON contact_answers BEGIN
    INSERT INTO unindexed_users SELECT NEW.user_id
    WHERE NOT EXISTS (SELECT 1 FROM unindexed_users WHERE user_id = NEW.user_id);
END;

CREATE TRIGGER contact_answers_changed AFTER UPDATE ON contact_answers BEGIN
    INSERT INTO unindexed_users SELECT NEW.user_id
    WHERE NOT EXISTS (SELECT 1 FROM unindexed_users WHERE user_id = NEW.user_id);
END;

CREATE TRIGGER contact_answers_removed AFTER DELETE ON contact_answers BEGIN
    INSERT INTO unindexed_users SELECT OLD.user_id
    WHERE NOT EXISTS (SELECT 1 FROM unindexed_users WHERE user_id = OLD.user_id);
END;
