-- The name that whoever writes a message gives it, so that it can be sent again without harm.
ALTER TABLE message ADD COLUMN name TEXT;
CREATE UNIQUE INDEX message_by_name ON message (conversation_id, name) WHERE name IS NOT NULL;

-- What is counted each time the list is asked for.
CREATE INDEX conversation_open_unread ON conversation (id) WHERE status = 'open' AND unread > 0;
