-- What this company let in by OAuth 2.0: programs of integrations, and the tokens that they hold. Of codes and tokens there are hashes alone.
CREATE TABLE installation (
    id           TEXT   NOT NULL PRIMARY KEY, -- the integration's client_id
    name         TEXT   NOT NULL, -- what it was called when somebody agreed last
    member_id    TEXT   NOT NULL, -- who agreed last
    created_at   BIGINT NOT NULL, -- since when
    exchanged_at BIGINT, -- when its program first took its tokens; NULL while that is waited for
    last_used_at BIGINT -- to the minute
);

-- Codes that went to an integration's redirect URI.
CREATE TABLE grant_code (
    id              TEXT    NOT NULL PRIMARY KEY, -- the SHA-256 of the code
    installation_id TEXT    NOT NULL REFERENCES installation (id) ON DELETE CASCADE,
    family_id       TEXT    NOT NULL, -- the family that it begins
    scopes          TEXT    NOT NULL, -- names with a space between each
    member_id       TEXT    NOT NULL, -- who agreed
    redirect        TEXT    NOT NULL, -- the URI that it went to
    is_redirect_due BOOLEAN NOT NULL, -- whether the exchange has to name it
    challenge       TEXT, -- PKCE, with S256; NULL without
    created_at      BIGINT  NOT NULL,
    expires_at      BIGINT  NOT NULL,
    used_at         BIGINT
);
CREATE INDEX grant_code_by_installation ON grant_code (installation_id);
CREATE INDEX grant_code_by_end ON grant_code (expires_at);

-- All tokens that came of one code, one after the other. What is revoked is so for all of them.
CREATE TABLE grant_family (
    id              TEXT   NOT NULL PRIMARY KEY,
    installation_id TEXT   NOT NULL REFERENCES installation (id) ON DELETE CASCADE,
    scopes          TEXT   NOT NULL,
    member_id       TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL, -- when the last of its tokens ends
    revoked_at      BIGINT
);
CREATE INDEX grant_family_by_installation ON grant_family (installation_id);
CREATE INDEX grant_family_by_end ON grant_family (expires_at);

CREATE TABLE grant_refresh (
    id         TEXT   NOT NULL PRIMARY KEY, -- the SHA-256 of the token
    family_id  TEXT   NOT NULL REFERENCES grant_family (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT -- when its successor was given
);
CREATE INDEX grant_refresh_by_family ON grant_refresh (family_id);
CREATE INDEX grant_refresh_by_end ON grant_refresh (expires_at);

CREATE TABLE grant_access (
    id         TEXT   NOT NULL PRIMARY KEY, -- the SHA-256 of the token
    family_id  TEXT   NOT NULL REFERENCES grant_family (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX grant_access_by_family ON grant_access (family_id);
CREATE INDEX grant_access_by_end ON grant_access (expires_at);
