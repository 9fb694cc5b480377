-- Who visitors are, as the host site says. What is not signed stands for another user than the same id signed:
-- external_id is signed, claimed_id is not.
ALTER TABLE users ADD COLUMN claimed_id TEXT;
ALTER TABLE users ADD COLUMN avatar_url TEXT;
ALTER TABLE users ADD COLUMN member_id TEXT;

CREATE UNIQUE INDEX users_by_claimed_id ON users (claimed_id) WHERE claimed_id IS NOT NULL;
