-- What belongs to the server and to no company.

-- The companies beside the first one, each with a folder of its own.
CREATE TABLE company (
    slug        TEXT   NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL, -- what follows is what it begins with; its own store has what became of that
    admin_name  TEXT   NOT NULL,
    admin_email TEXT   NOT NULL,
    language    TEXT,
    created_at  BIGINT NOT NULL,
    due_at      BIGINT NOT NULL DEFAULT 0 -- when it has to be opened at the latest, for its jobs and deliveries; 0 while it is open
);

CREATE INDEX company_by_due ON company (due_at);
