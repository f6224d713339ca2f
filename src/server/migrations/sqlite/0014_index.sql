-- What conversations are found by. Terms come from the program, which folds texts for every database alike; triggers note what
-- the index does not know yet, and the transaction that changed it brings the index up to it before it ends.

DROP TRIGGER conversation_added;
DROP TRIGGER conversation_changed;
DROP TRIGGER conversation_removed;
DROP TRIGGER contact_changed;
DROP TRIGGER message_added;
DROP TRIGGER message_changed;
DROP TRIGGER message_removed;
DROP VIEW conversation_known;
DROP TABLE conversation_words;
DROP TABLE message_words;

-- Those of a block of 4,096 conversations that have a term: a bit for each number, or two bytes for each that is there.
CREATE TABLE posting (
    term  TEXT   NOT NULL,
    block BIGINT NOT NULL,
    bits  BLOB   NOT NULL,
    PRIMARY KEY (term, block)
) WITHOUT ROWID;

-- How many conversations stand in a certain way.
CREATE TABLE tally (
    name  TEXT   NOT NULL PRIMARY KEY,
    count BIGINT NOT NULL
) WITHOUT ROWID;

-- What the index was made of: how a conversation stands, and the folded text of what is known of its contact.
CREATE TABLE indexed (
    number BIGINT NOT NULL PRIMARY KEY,
    facets TEXT   NOT NULL,
    words  TEXT   NOT NULL
) WITHOUT ROWID;

-- What changed in a transaction; both are empty when it ends.
CREATE TABLE changed_conversation (number BIGINT NOT NULL PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE changed_message (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Conversations that were there before the index and are not in it yet.
CREATE TABLE unindexed (number BIGINT NOT NULL PRIMARY KEY) WITHOUT ROWID;
INSERT INTO unindexed (number) SELECT number FROM conversation;

-- Since when the contact of an open conversation waits for an answer.
ALTER TABLE conversation ADD COLUMN waiting_since BIGINT;

-- Every list walks one of these until its page is full. Those who wait come first, the others as they do elsewhere.
DROP INDEX conversation_by_status;
DROP INDEX conversation_by_unread;
DROP INDEX conversation_open_unread;
DROP INDEX conversation_by_assignee;
DROP INDEX conversation_by_team;
DROP INDEX conversation_by_channel;
CREATE INDEX conversation_by_status ON conversation (status, updated_at DESC, id DESC, number);
CREATE INDEX conversation_by_waiting
    ON conversation (COALESCE(waiting_since, 8640000000000000 - updated_at), id, number);
CREATE INDEX conversation_by_assignee ON conversation (assignee_id) WHERE assignee_id IS NOT NULL;
CREATE INDEX conversation_by_team ON conversation (team_id) WHERE team_id IS NOT NULL;

CREATE TRIGGER conversation_added AFTER INSERT ON conversation BEGIN
    UPDATE conversation SET number = (SELECT COALESCE(MAX(number), 0) + 1 FROM conversation) WHERE id = new.id;
    INSERT INTO changed_conversation (number) SELECT number FROM conversation WHERE id = new.id;
END;

CREATE TRIGGER conversation_changed AFTER UPDATE OF contact_id, channel_id, identifier, assignee_id, team_id, status, unread
ON conversation BEGIN
    INSERT OR IGNORE INTO changed_conversation (number) VALUES (new.number);
END;

CREATE TRIGGER conversation_closed AFTER UPDATE OF status ON conversation WHEN new.status = 'closed' BEGIN
    UPDATE conversation SET waiting_since = NULL WHERE id = new.id AND waiting_since IS NOT NULL;
END;

CREATE TRIGGER conversation_tagged AFTER INSERT ON conversation_tag BEGIN
    INSERT OR IGNORE INTO changed_conversation (number) SELECT number FROM conversation WHERE id = new.conversation_id;
END;

CREATE TRIGGER conversation_untagged AFTER DELETE ON conversation_tag BEGIN
    INSERT OR IGNORE INTO changed_conversation (number) SELECT number FROM conversation WHERE id = old.conversation_id;
END;

CREATE TRIGGER contact_changed AFTER UPDATE OF name, email, phone ON contact BEGIN
    INSERT OR IGNORE INTO changed_conversation (number) SELECT number FROM conversation WHERE contact_id = new.id;
END;

-- A note is no answer.
CREATE TRIGGER message_added AFTER INSERT ON message BEGIN
    INSERT OR IGNORE INTO changed_message (id) VALUES (new.id);
    UPDATE conversation SET waiting_since = COALESCE(waiting_since, new.created_at)
        WHERE id = new.conversation_id AND new.origin = 'contact' AND status = 'open';
    UPDATE conversation SET waiting_since = NULL
        WHERE id = new.conversation_id AND new.origin <> 'contact' AND new.kind <> 'note' AND waiting_since IS NOT NULL;
END;

CREATE TRIGGER message_changed AFTER UPDATE OF body ON message BEGIN
    INSERT OR IGNORE INTO changed_message (id) VALUES (new.id);
END;

-- What FTS5 knew messages by.
ALTER TABLE message DROP COLUMN number;
ALTER TABLE conversation DROP COLUMN said;
