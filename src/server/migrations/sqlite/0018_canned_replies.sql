-- Texts that agents send again and again: a member's own, or everybody's.

CREATE TABLE canned_reply (
    id         TEXT   NOT NULL PRIMARY KEY,
    owner_id   TEXT   REFERENCES member (id) ON DELETE CASCADE, -- NULL is everybody
    name       TEXT   NOT NULL,
    folded     TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX canned_reply_by_name ON canned_reply (COALESCE(owner_id, ''), folded);
