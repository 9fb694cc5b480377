-- What files take, counted as they come and go, so that a bound on it can be asked with every upload.
ALTER TABLE users ADD COLUMN file_bytes INTEGER NOT NULL DEFAULT 0;

CREATE TABLE stored_files (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    bytes INTEGER NOT NULL
) STRICT;

INSERT INTO stored_files (id, bytes) SELECT 1, coalesce(sum(size), 0) FROM blobs;

CREATE TRIGGER blobs_counted AFTER INSERT ON blobs BEGIN
    UPDATE stored_files SET bytes = bytes + NEW.size;
END;

CREATE TRIGGER blobs_uncounted AFTER DELETE ON blobs BEGIN
    UPDATE stored_files SET bytes = bytes - OLD.size;
END;

-- A user's own are those that neither staff nor Telegram brought: they have their content from the first.
UPDATE users SET file_bytes = (
    SELECT coalesce(sum(b.size), 0) FROM attachments a JOIN blobs b ON b.id = a.blob_id
    WHERE a.user_id = users.id AND a.brought_by IS NULL AND a.telegram_post_id IS NULL
)
WHERE id IN (SELECT user_id FROM attachments WHERE brought_by IS NULL AND telegram_post_id IS NULL);

CREATE TRIGGER attachments_counted AFTER INSERT ON attachments
WHEN NEW.user_id IS NOT NULL AND NEW.blob_id IS NOT NULL AND NEW.brought_by IS NULL AND NEW.telegram_post_id IS NULL BEGIN
    UPDATE users SET file_bytes = file_bytes + (SELECT size FROM blobs WHERE id = NEW.blob_id) WHERE id = NEW.user_id;
END;

CREATE TRIGGER attachments_uncounted AFTER DELETE ON attachments
WHEN OLD.user_id IS NOT NULL AND OLD.blob_id IS NOT NULL AND OLD.brought_by IS NULL AND OLD.telegram_post_id IS NULL BEGIN
    UPDATE users SET file_bytes = file_bytes - (SELECT size FROM blobs WHERE id = OLD.blob_id) WHERE id = OLD.user_id;
END;

CREATE TRIGGER attachments_moved AFTER UPDATE OF user_id ON attachments
WHEN NEW.user_id IS NOT OLD.user_id AND OLD.user_id IS NOT NULL AND NEW.blob_id IS NOT NULL AND NEW.brought_by IS NULL
    AND NEW.telegram_post_id IS NULL BEGIN
    UPDATE users SET file_bytes = file_bytes - (SELECT size FROM blobs WHERE id = OLD.blob_id) WHERE id = OLD.user_id;
    UPDATE users SET file_bytes = file_bytes + (SELECT size FROM blobs WHERE id = NEW.blob_id) WHERE id = NEW.user_id;
END;

-- A session without a word, of whom nobody knows, is worth a day and not half a year: what is left of the longer life goes.
UPDATE sessions SET expires_at = expires_at - 179 * 86400000
WHERE NOT EXISTS (SELECT 1 FROM tickets t WHERE t.user_id = sessions.user_id)
    AND (SELECT coalesce(external_id, claimed_id) IS NULL FROM users WHERE id = sessions.user_id);
