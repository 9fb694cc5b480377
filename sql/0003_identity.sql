-- Who visitors are, as the host site says. What is not signed stands for another user than the same id signed:
-- external_id is signed, claimed_id is not.
ALTER TABLE users ADD COLUMN claimed_id TEXT;
ALTER TABLE users ADD COLUMN avatar_url TEXT;
ALTER TABLE users ADD COLUMN member_id TEXT;

CREATE UNIQUE INDEX users_by_claimed_id ON users (claimed_id) WHERE claimed_id IS NOT NULL;

-- What an agent signs in to the panel with. Who is known from Telegram only has none of it.
ALTER TABLE agents ADD COLUMN login TEXT;
ALTER TABLE agents ADD COLUMN role TEXT NOT NULL DEFAULT 'agent' CHECK (role IN ('agent', 'admin'));
ALTER TABLE agents ADD COLUMN disabled_at INTEGER;
-- With its salt and its costs.
ALTER TABLE agents ADD COLUMN password_hash TEXT;
ALTER TABLE agents ADD COLUMN totp_secret BLOB;
-- NULL until a code has shown that the agent's app has the secret.
ALTER TABLE agents ADD COLUMN totp_confirmed_at INTEGER;
-- The newest time step whose code was used: a code opens nothing twice.
ALTER TABLE agents ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX agents_by_login ON agents (login) WHERE login IS NOT NULL;

-- One browser's right to act for an agent. Of this and all secrets below, only hashes are stored.
CREATE TABLE agent_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB NOT NULL UNIQUE,
    agent_id INTEGER NOT NULL REFERENCES agents (id),
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    user_agent TEXT
) STRICT;

CREATE INDEX agent_sessions_by_agent ON agent_sessions (agent_id);
CREATE INDEX agent_sessions_by_expiry ON agent_sessions (expires_at);

-- Links with which an agent sets a password: one at a time, each once.
CREATE TABLE invitations (
    agent_id INTEGER PRIMARY KEY REFERENCES agents (id),
    token_hash BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
) STRICT;

-- What stands in for an agent's second factor, each once.
CREATE TABLE recovery_codes (
    agent_id INTEGER NOT NULL REFERENCES agents (id),
    code_hash BLOB NOT NULL,
    PRIMARY KEY (agent_id, code_hash)
) STRICT, WITHOUT ROWID;

-- What programs show.
CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    key_hash BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('agent', 'admin')),
    made_by INTEGER REFERENCES agents (id),
    created_at INTEGER NOT NULL,
    -- Midnight UTC of the last day on which it was shown.
    last_used_day INTEGER
) STRICT;

-- Who asked the bot in private to be let into the panel: a row for each of them.
CREATE TABLE telegram_sign_ins (
    telegram_user INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    -- NULL until it is known whether they are members of the group; those who are get a code.
    answered_at INTEGER,
    code_hash BLOB UNIQUE,
    expires_at INTEGER
) STRICT;

CREATE INDEX telegram_sign_ins_waiting ON telegram_sign_ins (requested_at) WHERE answered_at IS NULL;
