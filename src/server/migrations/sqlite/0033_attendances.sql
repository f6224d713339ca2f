-- Attendances are asked for, taken, finished and rated, each under a number of its own. What is there counts as taken when it began.

ALTER TABLE attendance RENAME COLUMN started_at TO requested_at;
ALTER TABLE attendance ADD COLUMN number BIGINT NOT NULL DEFAULT 0; -- counts up in the workspace
ALTER TABLE attendance ADD COLUMN started_at BIGINT; -- NULL while it waits to be taken
ALTER TABLE attendance ADD COLUMN operator_id TEXT REFERENCES member (id); -- who took it, or to whom it was assigned then
ALTER TABLE attendance ADD COLUMN team_id TEXT REFERENCES team (id) ON DELETE SET NULL; -- of its conversation, up to its finish
-- Who started, finished and rated it: member, plugin, token or system; the member, also of a plugin; the name of the plugin or token then.
ALTER TABLE attendance ADD COLUMN started_by TEXT;
ALTER TABLE attendance ADD COLUMN started_member TEXT;
ALTER TABLE attendance ADD COLUMN started_name TEXT;
ALTER TABLE attendance ADD COLUMN finished_by TEXT;
ALTER TABLE attendance ADD COLUMN finished_member TEXT;
ALTER TABLE attendance ADD COLUMN finished_name TEXT;
ALTER TABLE attendance ADD COLUMN report TEXT;
ALTER TABLE attendance ADD COLUMN rating BIGINT; -- from 1 to 5
ALTER TABLE attendance ADD COLUMN observation TEXT;
ALTER TABLE attendance ADD COLUMN rated_at BIGINT;
ALTER TABLE attendance ADD COLUMN rated_by TEXT; -- NULL where the customer followed the link
ALTER TABLE attendance ADD COLUMN rated_member TEXT;
ALTER TABLE attendance ADD COLUMN rated_name TEXT;

UPDATE attendance SET number = counted.place, started_at = requested_at FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY requested_at, id) AS place FROM attendance) counted
    WHERE counted.id = attendance.id;

DROP INDEX attendance_by_conversation;
CREATE UNIQUE INDEX attendance_by_number ON attendance (number);
CREATE UNIQUE INDEX attendance_by_conversation ON attendance (conversation_id, number DESC);
CREATE INDEX attendance_by_team ON attendance (team_id) WHERE team_id IS NOT NULL;

-- The last number that was given out.
CREATE TABLE attendance_number (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    last BIGINT NOT NULL
);
INSERT INTO attendance_number (id, last) SELECT 1, COUNT(*) FROM attendance;

-- The attendance in which a message was written: the one that was going on, or the last one before.
ALTER TABLE message ADD COLUMN attendance_id TEXT;
UPDATE message SET attendance_id = COALESCE(
    (SELECT a.id FROM attendance a WHERE a.conversation_id = message.conversation_id AND a.requested_at <= message.created_at
        ORDER BY a.number DESC LIMIT 1),
    (SELECT a.id FROM attendance a WHERE a.conversation_id = message.conversation_id ORDER BY a.number LIMIT 1));

-- The first attendance of a conversation was asked for by the contact's first message, where that came first.
UPDATE attendance SET requested_at = first.created_at FROM (
    SELECT a.id, m.created_at FROM attendance a
        JOIN message m ON m.id = (SELECT id FROM message WHERE conversation_id = a.conversation_id ORDER BY created_at, id LIMIT 1)
        WHERE m.origin = 'contact' AND NOT EXISTS
            (SELECT 1 FROM attendance o WHERE o.conversation_id = a.conversation_id AND o.number < a.number)
) first WHERE first.id = attendance.id AND first.created_at < attendance.requested_at;

-- Who served what goes on, and where, is known.
UPDATE attendance SET operator_id = c.assignee_id, team_id = c.team_id FROM conversation c
    WHERE c.id = attendance.conversation_id AND attendance.finished_at IS NULL;

-- What attendances are sorted under when they are closed.
CREATE TABLE attendance_category (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    folded     TEXT,
    alike      BIGINT  NOT NULL DEFAULT 0,
    color      TEXT    NOT NULL,
    is_active  BOOLEAN NOT NULL,
    position   BIGINT  NOT NULL,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL
);
CREATE UNIQUE INDEX attendance_category_by_name ON attendance_category (folded, alike);
CREATE UNIQUE INDEX attendance_category_by_position ON attendance_category (position);

CREATE TABLE attendance_category_item (
    id          TEXT    NOT NULL PRIMARY KEY,
    category_id TEXT    NOT NULL REFERENCES attendance_category (id) ON DELETE CASCADE,
    name        TEXT    NOT NULL,
    folded      TEXT    NOT NULL,
    is_active   BOOLEAN NOT NULL,
    position    BIGINT  NOT NULL
);
CREATE UNIQUE INDEX attendance_category_item_by_name ON attendance_category_item (category_id, folded);
CREATE UNIQUE INDEX attendance_category_item_by_position ON attendance_category_item (category_id, position);

CREATE TABLE attendance_choice (
    attendance_id TEXT   NOT NULL REFERENCES attendance (id) ON DELETE CASCADE,
    position      BIGINT NOT NULL,
    category_id   TEXT   NOT NULL REFERENCES attendance_category (id),
    item_id       TEXT   REFERENCES attendance_category_item (id),
    PRIMARY KEY (attendance_id, position)
);
CREATE INDEX attendance_choice_by_category ON attendance_choice (category_id);
CREATE INDEX attendance_choice_by_item ON attendance_choice (item_id) WHERE item_id IS NOT NULL;

-- Whether closing asks for one, and for a report: off, may or must.
ALTER TABLE workspace ADD COLUMN closing_category TEXT NOT NULL DEFAULT 'off';
ALTER TABLE workspace ADD COLUMN closing_report TEXT NOT NULL DEFAULT 'off';

-- Links by which customers rate an attendance, each good once.
CREATE TABLE rating_link (
    code_hash     TEXT   NOT NULL PRIMARY KEY, -- SHA-256
    attendance_id TEXT   NOT NULL REFERENCES attendance (id) ON DELETE CASCADE,
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    spent_at      BIGINT
);
CREATE INDEX rating_link_by_attendance ON rating_link (attendance_id);

-- Whether messages pass, as whoever carries them says; NULL when nobody has said so.
ALTER TABLE channel ADD COLUMN connected BOOLEAN;
ALTER TABLE channel ADD COLUMN state_since BIGINT;
ALTER TABLE channel ADD COLUMN state_error TEXT;
