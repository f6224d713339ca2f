-- The audit log: who did what to what, written in the transaction of the change, kept on a term of its own. Names are as of
-- then. It holds no text of a message, and of contacts and conversations nothing but ids.
CREATE TABLE audit (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    area        TEXT   NOT NULL, -- a part of the workspace
    kind        TEXT   NOT NULL, -- what happened
    actor_kind  TEXT   NOT NULL, -- member, plugin, token, command_line, system
    actor_id    TEXT,
    actor_name  TEXT,
    member_id   TEXT, -- the member who did it, or in whose page the plugin was
    member_name TEXT,
    object_kind TEXT   NOT NULL, -- what it was done to
    object_id   TEXT,
    object_name TEXT,
    details     TEXT   NOT NULL, -- JSON: what more there is to say
    created_at  BIGINT NOT NULL
);

-- Each filter is a walk of its own in the order of the list.
CREATE INDEX audit_by_time ON audit (created_at, number);
CREATE INDEX audit_by_area ON audit (area, created_at, number);
CREATE INDEX audit_by_kind ON audit (kind, created_at, number);
CREATE INDEX audit_by_actor ON audit (actor_kind, actor_id, created_at, number);
CREATE INDEX audit_by_member ON audit (member_id, created_at, number);
CREATE INDEX audit_by_object ON audit (object_kind, object_id, created_at, number);

-- Who made a sign-in link: member, token, command_line or system.
ALTER TABLE sign_in_link ADD COLUMN made_by TEXT;
