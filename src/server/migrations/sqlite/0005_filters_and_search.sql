-- What the list can be asked for. Words live in FTS5, without a copy of the texts; triggers keep them in the transaction
-- of whatever changed. VACUUM may change a rowid, so the numbers that FTS5 knows are columns.

-- A conversation's number, and how many messages it ever had.
ALTER TABLE conversation ADD COLUMN number BIGINT;
ALTER TABLE conversation ADD COLUMN said BIGINT NOT NULL DEFAULT 0;
UPDATE conversation SET number = rowid,
    said = (SELECT COUNT(*) FROM message WHERE conversation_id = conversation.id);
CREATE UNIQUE INDEX conversation_by_number ON conversation (number);

-- The conversation's number times 2^32, and which of its messages this is.
ALTER TABLE message ADD COLUMN number BIGINT;
UPDATE message SET number = counted.number FROM (
    SELECT m.id, (c.number << 32) + ROW_NUMBER() OVER (PARTITION BY c.id ORDER BY m.created_at, m.id) AS number
    FROM message m JOIN conversation c ON c.id = m.conversation_id
) counted WHERE counted.id = message.id;

-- Every filter walks an index in the order of the list.
DROP INDEX conversation_by_time;
CREATE INDEX conversation_by_time ON conversation (updated_at DESC, id DESC, number);
CREATE INDEX conversation_by_status ON conversation (status, updated_at DESC, id DESC);
CREATE INDEX conversation_by_assignee ON conversation (assignee_id, updated_at DESC, id DESC);
CREATE INDEX conversation_by_team ON conversation (team_id, updated_at DESC, id DESC);
CREATE INDEX conversation_by_channel ON conversation (channel_id, updated_at DESC, id DESC);
CREATE INDEX conversation_by_unread ON conversation (updated_at DESC, id DESC) WHERE unread > 0;
CREATE INDEX conversation_tag_by_tag ON conversation_tag (tag_id, conversation_id);

-- What is known of the contact, under the conversation's number.
CREATE VIRTUAL TABLE conversation_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Messages' texts, under their numbers.
CREATE VIRTUAL TABLE message_words USING fts5 (
    body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- A telephone is found without its country's and area's codes too.
CREATE VIEW conversation_known AS
SELECT c.id, c.contact_id, c.number,
    p.name || ' ' || COALESCE(p.email, '') || ' ' || COALESCE(c.identifier, '') || ' ' || COALESCE(p.phone || ' '
        || substr(p.phone, 2) || ' ' || substr(p.phone, 3) || ' ' || substr(p.phone, 4) || ' ' || substr(p.phone, 5), '')
    AS words
FROM conversation c JOIN contact p ON p.id = c.contact_id;

INSERT INTO conversation_words (rowid, words) SELECT number, words FROM conversation_known;
INSERT INTO message_words (rowid, body) SELECT number, body FROM message WHERE body <> '';

CREATE TRIGGER conversation_added AFTER INSERT ON conversation BEGIN
    UPDATE conversation SET number = (SELECT COALESCE(MAX(number), 0) + 1 FROM conversation) WHERE id = new.id;
    INSERT INTO conversation_words (rowid, words) SELECT number, words FROM conversation_known WHERE id = new.id;
END;

CREATE TRIGGER conversation_changed AFTER UPDATE OF contact_id, identifier ON conversation BEGIN
    DELETE FROM conversation_words WHERE rowid = new.number;
    INSERT INTO conversation_words (rowid, words) SELECT number, words FROM conversation_known WHERE id = new.id;
END;

CREATE TRIGGER conversation_removed AFTER DELETE ON conversation BEGIN
    DELETE FROM conversation_words WHERE rowid = old.number;
END;

CREATE TRIGGER contact_changed AFTER UPDATE OF name, email, phone ON contact BEGIN
    DELETE FROM conversation_words WHERE rowid IN (SELECT number FROM conversation WHERE contact_id = new.id);
    INSERT INTO conversation_words (rowid, words) SELECT number, words FROM conversation_known WHERE contact_id = new.id;
END;

CREATE TRIGGER message_added AFTER INSERT ON message BEGIN
    UPDATE conversation SET said = said + 1 WHERE id = new.conversation_id;
    UPDATE message SET number = (SELECT (number << 32) + said FROM conversation WHERE id = new.conversation_id)
        WHERE id = new.id;
    INSERT INTO message_words (rowid, body) SELECT number, body FROM message WHERE id = new.id AND body <> '';
END;

CREATE TRIGGER message_changed AFTER UPDATE OF body ON message BEGIN
    DELETE FROM message_words WHERE rowid = new.number;
    INSERT INTO message_words (rowid, body) SELECT new.number, new.body WHERE new.body <> '';
END;

CREATE TRIGGER message_removed AFTER DELETE ON message BEGIN
    DELETE FROM message_words WHERE rowid = old.number;
END;
