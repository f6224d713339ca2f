-- Integrations: programs that companies let in by OAuth 2.0.
CREATE TABLE integration (
    id          TEXT   NOT NULL PRIMARY KEY, -- a UUID: the client_id
    company     TEXT   NOT NULL, -- the slug of the company that makes it; empty is the first one
    name        TEXT   NOT NULL,
    description TEXT   NOT NULL, -- JSON: a text for each language
    redirects   TEXT   NOT NULL, -- JSON: a list of URIs
    scopes      TEXT   NOT NULL, -- JSON: a list of scopes, each with a reason
    profile     TEXT   NOT NULL CHECK (profile IN ('default', 'kommo')),
    state       TEXT   NOT NULL CHECK (state IN (
        'draft', 'submitted', 'in_review', 'changes_requested', 'rejected', 'approved', 'published', 'suspended', 'retired', 'withdrawn'
    )),
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);
CREATE INDEX integration_by_company ON integration (company, created_at, id);

-- What they show to be taken for themselves: the newest, and for a while the one before it.
CREATE TABLE integration_secret (
    id             TEXT   NOT NULL PRIMARY KEY,
    integration_id TEXT   NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
    secret         TEXT   NOT NULL, -- sealed by the vault of the server
    created_at     BIGINT NOT NULL,
    ends_at        BIGINT -- when it is no longer good; NULL for the newest
);
CREATE INDEX integration_secret_by_integration ON integration_secret (integration_id, created_at, id);
