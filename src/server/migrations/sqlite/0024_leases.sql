-- Who does a job of the server's own, and until when, of several processes on one database.
CREATE TABLE lease (
    job     TEXT   PRIMARY KEY,
    holder  TEXT   NOT NULL,
    ends_at BIGINT NOT NULL
);
