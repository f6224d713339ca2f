-- What comes in from outside: whom an address belongs to, and which messages were taken already.

CREATE INDEX conversation_by_address ON conversation (channel_id, identifier, updated_at DESC, id DESC);

-- A message by the name that its sender gave it.
CREATE TABLE incoming (
    channel_id TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    PRIMARY KEY (channel_id, name)
);
