-- What an agent signs in with stands apart from the name that visitors see. Those who have an account go on with what
-- they have; whatever is chosen from now on is another word.

-- Browsers and networks from which an agent has signed in: guesses from elsewhere do not lock them out.
CREATE TABLE known_places (
    agent_id INTEGER NOT NULL REFERENCES agents (id),
    kind TEXT NOT NULL CHECK (kind IN ('browser', 'network')),
    -- Of a browser's secret; of a network under the installation's key, or every address could be tried.
    hash BLOB NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (agent_id, kind, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX known_places_by_use ON known_places (used_at);

-- Second factors that were wrong behind a code told by Telegram: a few make it void.
ALTER TABLE telegram_sign_ins ADD COLUMN wrong_factors INTEGER NOT NULL DEFAULT 0;

-- A key ends with the account that made it, or with its reset.
CREATE INDEX api_keys_by_maker ON api_keys (made_by) WHERE made_by IS NOT NULL;

-- The secret of an agent's app under the installation's key, which is not in the database. The plain ones of before are
-- moved here at the next start.
ALTER TABLE agents ADD COLUMN totp_sealed BLOB;

-- Pictures that say they have more than 64 megapixels are not drawn any more; they are there to be saved.
UPDATE attachments SET kind = 'document' WHERE kind IN ('photo', 'animation', 'sticker')
    AND blob_id IN (SELECT id FROM blobs WHERE width * height > 67108864);

-- Pages of messages show the copies of their lists of files. What is no picture any more is none there either.
UPDATE messages SET attachments = (
    SELECT json_group_array(json(file)) FROM (
        SELECT json_set(value, '$.kind', (
            SELECT kind FROM attachments WHERE id = CAST(json_extract(value, '$.id') AS INTEGER))) AS file
        FROM json_each(messages.attachments) ORDER BY key))
WHERE attachments IS NOT NULL AND (ticket_id, id) IN (
    SELECT a.ticket_id, a.message_id FROM attachments a JOIN blobs b ON b.id = a.blob_id
    WHERE a.kind = 'document' AND a.message_id IS NOT NULL AND b.width * b.height > 67108864);
