-- What integrations that were taken out are yet to be told, at the address that their companies gave for it.
CREATE TABLE farewell (
    id             TEXT   NOT NULL PRIMARY KEY, -- also the id of the signed event
    integration_id TEXT   NOT NULL, -- its client_id; by its secret both are signed
    url            TEXT   NOT NULL, -- as it was when it was taken out
    stage          TEXT   NOT NULL, -- 'hook' or 'event'
    tries          BIGINT NOT NULL, -- failed ones, of this stage
    due_at         BIGINT NOT NULL,
    created_at     BIGINT NOT NULL -- when it was taken out
);
CREATE INDEX farewell_by_due ON farewell (due_at);
