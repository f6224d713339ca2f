-- The registry of plugins. The secret is what the plugin's own server compares, so it is kept as it is.

CREATE TABLE plugin (
    id           TEXT    NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL,
    icon         TEXT,
    endpoint     TEXT    NOT NULL,
    secret       TEXT    NOT NULL,
    enabled      BOOLEAN NOT NULL,
    classic      BOOLEAN NOT NULL,
    created_at   BIGINT  NOT NULL,
    state        TEXT,
    state_reason TEXT,
    state_seen   TEXT,
    state_at     BIGINT
);
