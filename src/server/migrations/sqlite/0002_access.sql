-- Who may come in. Codes, cookies and tokens are kept as the hex of their SHA-256 only.

CREATE TABLE sign_in_link (
    code_hash  TEXT   NOT NULL PRIMARY KEY,
    member_id  TEXT   NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    spent_at   BIGINT
);

CREATE TABLE session (
    cookie_hash TEXT   NOT NULL PRIMARY KEY,
    member_id   TEXT   NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);

CREATE TABLE token (
    id           TEXT   NOT NULL PRIMARY KEY,
    name         TEXT   NOT NULL,
    role         TEXT   NOT NULL CHECK (role IN ('agent', 'admin')),
    token_hash   TEXT   NOT NULL UNIQUE,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT,
    created_by   TEXT   REFERENCES member (id) ON DELETE SET NULL
);
