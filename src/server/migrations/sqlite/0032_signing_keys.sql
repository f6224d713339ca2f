-- What plugins' tokens are signed with, and by which algorithm. The secret part is sealed (`src/vault/`); an earlier version's plugins
-- get theirs at the next start. A key that was replaced goes on until it expires.
ALTER TABLE plugin ADD COLUMN proof_algorithm TEXT NOT NULL DEFAULT 'EdDSA';
ALTER TABLE plugin ADD COLUMN auth_secret BOOLEAN NOT NULL DEFAULT TRUE;

CREATE TABLE signing_key (
    id         TEXT   NOT NULL PRIMARY KEY,
    plugin_id  TEXT   NOT NULL REFERENCES plugin (id) ON DELETE CASCADE,
    algorithm  TEXT   NOT NULL,
    public_key TEXT,
    secret     TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    signs_from BIGINT NOT NULL,
    expires_at BIGINT
);

CREATE INDEX signing_key_by_plugin ON signing_key (plugin_id, algorithm, signs_from);

-- Of the keys of a plugin and an algorithm one has no end.
CREATE UNIQUE INDEX signing_key_last ON signing_key (plugin_id, algorithm) WHERE expires_at IS NULL;
