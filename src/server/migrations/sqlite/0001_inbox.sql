-- The workspace and its inbox. Times are whole milliseconds since 1970 in UTC; ids are texts.

CREATE TABLE workspace (
    id         TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

-- What the server remembers of itself from one start to the next.
CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE member (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    email      TEXT    NOT NULL UNIQUE, -- in lower case
    avatar     TEXT,
    phone      TEXT,
    role       TEXT    NOT NULL CHECK (role IN ('agent', 'admin')),
    is_active  BOOLEAN NOT NULL,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL
);

-- A group of members; GROUP is a word of SQL.
CREATE TABLE team (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    icon        TEXT,
    description TEXT,
    is_active   BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    updated_at  BIGINT  NOT NULL
);

CREATE TABLE team_member (
    team_id   TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    PRIMARY KEY (team_id, member_id)
);

CREATE TABLE tag (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    color      TEXT    NOT NULL,
    is_active  BOOLEAN NOT NULL,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL
);

CREATE TABLE custom_field (
    id          TEXT   NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL,
    description TEXT,
    entity      TEXT   NOT NULL CHECK (entity IN ('contact', 'session')),
    placeholder TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    UNIQUE (entity, placeholder)
);

CREATE TABLE channel (
    id         TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE contact (
    id         TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    avatar     TEXT,
    email      TEXT,
    phone      TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- One filled-in field of a contact; the value is JSON: a text, a number or a list of texts.
CREATE TABLE contact_field (
    contact_id TEXT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    field_id   TEXT NOT NULL REFERENCES custom_field (id) ON DELETE CASCADE,
    value      TEXT NOT NULL,
    PRIMARY KEY (contact_id, field_id)
);

CREATE TABLE conversation (
    id          TEXT    NOT NULL PRIMARY KEY,
    contact_id  TEXT    NOT NULL REFERENCES contact (id),
    channel_id  TEXT    NOT NULL REFERENCES channel (id),
    identifier  TEXT, -- the contact's address in the channel
    assignee_id TEXT    REFERENCES member (id),
    team_id     TEXT    REFERENCES team (id),
    status      TEXT    NOT NULL CHECK (status IN ('open', 'closed')),
    unread      INTEGER NOT NULL,
    created_at  BIGINT  NOT NULL,
    updated_at  BIGINT  NOT NULL -- of the newest message
);

CREATE INDEX conversation_by_time ON conversation (updated_at DESC, id DESC);

-- From start to finish of one service; the newest one is the current one.
CREATE TABLE attendance (
    id              TEXT   NOT NULL PRIMARY KEY,
    conversation_id TEXT   NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    started_at      BIGINT NOT NULL,
    finished_at     BIGINT
);

CREATE INDEX attendance_by_conversation ON attendance (conversation_id, started_at DESC, id DESC);

CREATE TABLE message (
    id              TEXT   NOT NULL PRIMARY KEY,
    conversation_id TEXT   NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    kind            TEXT   NOT NULL,
    origin          TEXT   NOT NULL CHECK (origin IN ('contact', 'agent', 'plugin')),
    author_id       TEXT   REFERENCES member (id),
    body            TEXT   NOT NULL,
    media_url       TEXT,
    status          TEXT,
    created_at      BIGINT NOT NULL
);

CREATE INDEX message_by_conversation ON message (conversation_id, created_at DESC, id DESC);

CREATE TABLE conversation_tag (
    conversation_id TEXT    NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    tag_id          TEXT    NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, tag_id)
);
