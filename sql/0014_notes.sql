-- The id that an agent's browser or program made up for a note, so that a repeat is recognised. A colleague, or an agent from
-- another program, may make up the same.
ALTER TABLE notes ADD COLUMN client_id TEXT;

CREATE UNIQUE INDEX notes_by_client_id ON notes (ticket_id, client_id, coalesce(agent_id, 0))
WHERE client_id IS NOT NULL;
