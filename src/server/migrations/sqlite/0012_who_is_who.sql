-- Who said what is known of a contact: `claimed` by the sender, `carrier` by the channel that they wrote in, `set` by an agent
-- or an admin's token. Only the last tells who somebody is. What was there before counts as claimed.
ALTER TABLE contact ADD COLUMN email_by TEXT NOT NULL DEFAULT 'claimed' CHECK (email_by IN ('claimed', 'carrier', 'set'));
ALTER TABLE contact ADD COLUMN phone_by TEXT NOT NULL DEFAULT 'claimed' CHECK (phone_by IN ('claimed', 'carrier', 'set'));

-- When it was last changed here, so that it wins over the address of an earlier conversation.
ALTER TABLE contact ADD COLUMN email_at BIGINT;
ALTER TABLE contact ADD COLUMN phone_at BIGINT;

CREATE INDEX contact_by_phone ON contact (phone) WHERE phone IS NOT NULL;
CREATE INDEX contact_by_email ON contact (email) WHERE email IS NOT NULL;
CREATE INDEX contact_by_time ON contact (created_at DESC, id DESC);

-- What the file of a message is called.
ALTER TABLE message ADD COLUMN file_name TEXT;

-- Ids of contacts who were merged, and who answers for them.
CREATE TABLE contact_alias (
    id         TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES contact (id)
);
CREATE INDEX contact_alias_by_contact ON contact_alias (contact_id);

-- What a merge changed, as JSON, so that it can be taken back.
CREATE TABLE contact_merge (
    id       TEXT   NOT NULL PRIMARY KEY,
    kept_id  TEXT   NOT NULL,
    gone_id  TEXT   NOT NULL,
    name     TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    record   TEXT   NOT NULL
);
CREATE INDEX contact_merge_by_kept ON contact_merge (kept_id, at DESC);
