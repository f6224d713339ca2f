-- Sessions that their owner can tell apart and end: by an id of their own, since the cookie's fingerprint is a way in.
ALTER TABLE session ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN last_used_at BIGINT;
-- What the browser said of itself.
ALTER TABLE session ADD COLUMN agent TEXT;
UPDATE session SET id = lower(hex(randomblob(10)));
CREATE UNIQUE INDEX session_by_id ON session (id);
CREATE INDEX session_by_member ON session (member_id);
