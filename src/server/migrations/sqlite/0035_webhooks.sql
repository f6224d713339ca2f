-- Addresses of other systems that are told what happened, and what is to be told to each.
CREATE TABLE webhook_endpoint (
    id              TEXT    NOT NULL PRIMARY KEY,
    url             TEXT    NOT NULL,
    host            TEXT    NOT NULL, -- of the address, by which people know it where nothing is written of it
    every_channel   BOOLEAN NOT NULL DEFAULT TRUE,
    enabled         BOOLEAN NOT NULL DEFAULT TRUE,
    disabled        TEXT, -- why the server switched it off: failing, gone
    disabled_at     BIGINT,
    description     TEXT    NOT NULL DEFAULT '',
    headers         TEXT, -- sealed: JSON of those that go along
    rate            BIGINT, -- deliveries a second; NULL is as many as come
    body            TEXT    NOT NULL DEFAULT 'standard' CHECK (body IN ('standard', 'plug')),
    ordered         BOOLEAN NOT NULL DEFAULT FALSE,
    skip_own        BOOLEAN NOT NULL DEFAULT FALSE,
    token_id        TEXT, -- its own token, which may be revoked
    plug_key        TEXT, -- its key in the Plug set
    failing_since   BIGINT,
    last_attempt_at BIGINT,
    last_success_at BIGINT,
    last_status     BIGINT,
    last_failure    TEXT, -- such as timeout
    last_error      TEXT,
    created_at      BIGINT  NOT NULL
);

CREATE UNIQUE INDEX webhook_endpoint_by_plug_key ON webhook_endpoint (plug_key) WHERE plug_key IS NOT NULL;
CREATE INDEX webhook_endpoint_by_time ON webhook_endpoint (created_at, id);

-- What people call one.
CREATE VIEW webhook_name AS
    SELECT id, CASE WHEN description = '' THEN host ELSE description END AS name FROM webhook_endpoint;

CREATE TABLE webhook_event (
    endpoint_id TEXT NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    name        TEXT NOT NULL, -- such as message.received
    PRIMARY KEY (name, endpoint_id)
);
CREATE INDEX webhook_event_by_endpoint ON webhook_event (endpoint_id);

-- A list that is emptied by channels that are deleted stays empty.
CREATE TABLE webhook_channel (
    endpoint_id TEXT NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    channel_id  TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    PRIMARY KEY (endpoint_id, channel_id)
);
CREATE INDEX webhook_channel_by_channel ON webhook_channel (channel_id);

-- What deliveries are signed with (sealed). The newest has no end; one that was replaced signs beside it until it expires.
CREATE TABLE webhook_secret (
    id          TEXT   NOT NULL PRIMARY KEY,
    endpoint_id TEXT   NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    secret      TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT
);
CREATE INDEX webhook_secret_by_endpoint ON webhook_secret (endpoint_id, created_at);
CREATE UNIQUE INDEX webhook_secret_last ON webhook_secret (endpoint_id) WHERE expires_at IS NULL;

-- The outbox: an event for an endpoint, made in the transaction of the event.
CREATE TABLE webhook_delivery (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT    NOT NULL UNIQUE, -- the webhook-id of each attempt
    endpoint_id  TEXT    NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    event        TEXT    NOT NULL, -- such as message.received
    event_number BIGINT, -- NULL for a test without an event
    test         BOOLEAN NOT NULL DEFAULT FALSE,
    status       TEXT    NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'delivered', 'dead')),
    body         TEXT, -- made at the first attempt, then kept
    attempts     BIGINT  NOT NULL DEFAULT 0,
    step         BIGINT  NOT NULL DEFAULT 0, -- how many of the steps were taken since it was made or replayed
    first_at     BIGINT, -- the first attempt since then
    due_at       BIGINT  NOT NULL DEFAULT 0, -- the next attempt; while somebody holds it, the end of the lease
    said_at      BIGINT  NOT NULL DEFAULT 0, -- when due_at was said: in the future once the clock was set back
    holder       TEXT, -- who attempts it
    last_status  BIGINT,
    last_failure TEXT, -- such as timeout
    last_error   TEXT,
    created_at   BIGINT  NOT NULL,
    finished_at  BIGINT
);

CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, due_at, number) WHERE status = 'waiting';
CREATE INDEX webhook_delivery_head ON webhook_delivery (endpoint_id, number) WHERE status = 'waiting';
CREATE INDEX webhook_delivery_said ON webhook_delivery (said_at) WHERE status = 'waiting' AND said_at > 0;
CREATE INDEX webhook_delivery_by_time ON webhook_delivery (endpoint_id, created_at, number);
CREATE INDEX webhook_delivery_by_status ON webhook_delivery (endpoint_id, status, created_at, number);
CREATE INDEX webhook_delivery_held ON webhook_delivery (holder) WHERE holder IS NOT NULL;
CREATE INDEX webhook_delivery_finished ON webhook_delivery (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE webhook_attempt (
    delivery        BIGINT NOT NULL REFERENCES webhook_delivery (number) ON DELETE CASCADE,
    number          BIGINT NOT NULL, -- from 1
    at              BIGINT NOT NULL,
    request         TEXT   NOT NULL, -- such as POST https://crm.example/hooks
    request_headers TEXT   NOT NULL, -- JSON
    status          BIGINT,
    answer_headers  TEXT   NOT NULL, -- JSON
    answer_body     TEXT,
    ms              BIGINT NOT NULL,
    failure         TEXT, -- such as timeout
    error           TEXT,
    PRIMARY KEY (delivery, number)
);

-- The newest event of a kind, for tests of endpoints.
CREATE INDEX event_by_kind ON event (kind, number);
