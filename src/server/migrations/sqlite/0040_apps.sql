-- Apps: other services, as their descriptors have them.
CREATE TABLE app (
    id            TEXT   NOT NULL PRIMARY KEY, -- the descriptor's app_id
    name          TEXT   NOT NULL, -- of the version in force
    number        BIGINT NOT NULL, -- the version in force
    client_id     TEXT, -- who we are to an app with OAuth; NULL while there is only a placeholder
    client_secret TEXT, -- sealed
    created_at    BIGINT NOT NULL
);

CREATE TABLE app_version (
    app_id     TEXT   NOT NULL REFERENCES app (id) ON DELETE CASCADE,
    number     BIGINT NOT NULL, -- from 1
    version    TEXT   NOT NULL, -- as it was written, or the hash of the files
    text       TEXT   NOT NULL, -- lib/app.json, without its secrets
    script     TEXT, -- lib/index.js
    descriptor TEXT   NOT NULL, -- JSON: what the text says
    warnings   TEXT   NOT NULL, -- JSON
    created_at BIGINT NOT NULL,
    created_by TEXT, -- the member; NULL for a program
    PRIMARY KEY (app_id, number)
);

-- Credentials for an app, under a name.
CREATE TABLE app_connection (
    id             TEXT   NOT NULL PRIMARY KEY,
    app_id         TEXT   NOT NULL REFERENCES app (id) ON DELETE CASCADE,
    name           TEXT   NOT NULL,
    environment    TEXT   NOT NULL,
    address        TEXT   NOT NULL, -- JSON: the values that addresses use
    confirmed_host TEXT, -- the one that somebody typed and confirmed
    credentials    TEXT, -- sealed: JSON of the other values
    tokens         TEXT, -- sealed: JSON of the tokens that the app gave
    state          TEXT   NOT NULL CHECK (state IN ('pending', 'connected', 'reconnect')),
    reason         TEXT,
    round          BIGINT NOT NULL DEFAULT 0, -- how often its tokens were written
    expires_at     BIGINT, -- of the access token; NULL is never
    refreshed_at   BIGINT, -- when the tokens were written
    holder         TEXT, -- who renews the tokens
    held_until     BIGINT NOT NULL DEFAULT 0,
    last_ping      TEXT, -- JSON
    created_at     BIGINT NOT NULL,
    created_by     TEXT -- the member; NULL for a program
);
CREATE INDEX app_connection_by_app ON app_connection (app_id, created_at, id);
CREATE INDEX app_connection_by_refresh ON app_connection (refreshed_at) WHERE refreshed_at IS NOT NULL;

-- The last calls of each connection: never a body.
CREATE TABLE app_call (
    number        INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id TEXT   NOT NULL REFERENCES app_connection (id) ON DELETE CASCADE,
    at            BIGINT NOT NULL,
    method        TEXT   NOT NULL,
    path          TEXT   NOT NULL, -- without its query
    status        BIGINT, -- NULL where there was no answer
    ms            BIGINT NOT NULL,
    plugin_id     TEXT
);
CREATE INDEX app_call_by_connection ON app_call (connection_id, number);

-- Round trips to an app's page on which a person agrees, and which have not come back.
CREATE TABLE app_grant (
    id            TEXT   NOT NULL PRIMARY KEY, -- the SHA-256 of the state
    browser       TEXT   NOT NULL, -- the SHA-256 of the cookie of the browser that asked
    connection_id TEXT   NOT NULL REFERENCES app_connection (id) ON DELETE CASCADE,
    verifier      TEXT   NOT NULL, -- sealed: what proves that we asked (PKCE)
    actor         TEXT   NOT NULL, -- JSON: who asked
    expires_at    BIGINT NOT NULL
);
CREATE INDEX app_grant_by_connection ON app_grant (connection_id);
CREATE INDEX app_grant_by_end ON app_grant (expires_at);
