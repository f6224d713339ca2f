-- The way of integrations to other companies. What is written of one is one manifest; each version that was submitted stays as it was.
ALTER TABLE integration ADD COLUMN manifest TEXT NOT NULL DEFAULT '{}'; -- JSON: what is written, of the version that is worked on
ALTER TABLE integration ADD COLUMN version BIGINT NOT NULL DEFAULT 1; -- that version
ALTER TABLE integration ADD COLUMN published BIGINT; -- the version that every company can let in
ALTER TABLE integration ADD COLUMN published_at BIGINT;
ALTER TABLE integration ADD COLUMN is_retired BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE integration ADD COLUMN is_suspended BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE integration ADD COLUMN reason TEXT; -- why a moderator asked for changes, or refused that version
ALTER TABLE integration ADD COLUMN stopped_for TEXT; -- why a moderator stopped all of it
ALTER TABLE integration ADD COLUMN state_since BIGINT NOT NULL DEFAULT 0; -- since when it stands so

UPDATE integration SET
    manifest = json_object(
        'name', name, 'description', json(description), 'redirectUris', json(redirects), 'scopes', json(scopes), 'profile', profile
    ),
    state_since = created_at;

-- The name stays beside the manifest, which has the same: what is listed is put in order by it.
ALTER TABLE integration DROP COLUMN description;
ALTER TABLE integration DROP COLUMN redirects;
ALTER TABLE integration DROP COLUMN scopes;
ALTER TABLE integration DROP COLUMN profile;

CREATE INDEX integration_by_state ON integration (state, state_since, id);
CREATE INDEX integration_by_published ON integration (published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX integration_by_suspended ON integration (is_suspended, state_since, id);

-- The versions that were submitted. Nobody changes them any more.
CREATE TABLE integration_version (
    integration_id TEXT   NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
    version        BIGINT NOT NULL,
    manifest       TEXT   NOT NULL, -- JSON
    submitted_at   BIGINT NOT NULL,
    checks         TEXT, -- JSON: what a program saw of it, and when; NULL until it looked
    PRIMARY KEY (integration_id, version)
);

-- The steps that were taken, counted from 1.
CREATE TABLE integration_transition (
    integration_id TEXT    NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
    number         BIGINT  NOT NULL,
    step           TEXT    NOT NULL,
    version        BIGINT  NOT NULL, -- the one that was worked on then
    state          TEXT    NOT NULL, -- how it stood after that
    actor          TEXT    NOT NULL, -- the name of who took it
    is_moderator   BOOLEAN NOT NULL,
    reason         TEXT    NOT NULL, -- empty where nobody wrote one
    at             BIGINT  NOT NULL,
    PRIMARY KEY (integration_id, number)
);

-- Pictures, all that some version names.
CREATE TABLE integration_logo (
    integration_id TEXT  NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
    hash           TEXT  NOT NULL,
    kind           TEXT  NOT NULL, -- its media type
    content        BLOB  NOT NULL,
    PRIMARY KEY (integration_id, hash)
);

-- Which companies have it.
CREATE TABLE integration_company (
    integration_id TEXT   NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
    company        TEXT   NOT NULL, -- its slug; empty is the first one
    since          BIGINT NOT NULL,
    PRIMARY KEY (integration_id, company)
);
CREATE INDEX integration_company_by_company ON integration_company (company, integration_id);

-- Who decides on integrations for the whole server: members of companies. While there is none, the admins of the first company.
CREATE TABLE moderator (
    company    TEXT   NOT NULL, -- its slug; empty is the first one
    member_id  TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (company, member_id)
);
