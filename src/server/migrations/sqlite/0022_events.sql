-- What happened, in the order of the commits: written in the transaction of the change, told to live streams afterwards.
-- A number is never used again (AUTOINCREMENT), so that a stream resumes after the one that it heard last.
CREATE TABLE event (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT   NOT NULL,
    actor      TEXT   NOT NULL, -- JSON: who did it
    subject    TEXT   NOT NULL, -- what it is about, such as conversation:955
    content    TEXT   NOT NULL, -- JSON: all of it
    created_at BIGINT NOT NULL
);

CREATE INDEX event_by_time ON event (created_at);
