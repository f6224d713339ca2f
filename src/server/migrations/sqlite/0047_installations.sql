-- Integrations that were installed with a page: what was agreed to, and how they are doing.
ALTER TABLE installation ADD COLUMN agreed TEXT; -- JSON: the manifest that was agreed to; NULL where the consent page alone let it in
ALTER TABLE installation ADD COLUMN version BIGINT; -- its number
ALTER TABLE installation ADD COLUMN paused_at BIGINT; -- since when an admin has it stopped; NULL while it goes on
ALTER TABLE installation ADD COLUMN is_suspended BOOLEAN NOT NULL DEFAULT FALSE; -- whether a moderator of the server stopped it
ALTER TABLE installation ADD COLUMN told_at BIGINT; -- when its server was told; NULL where it was not
ALTER TABLE installation ADD COLUMN told_status BIGINT; -- what it answered
ALTER TABLE installation ADD COLUMN told_failure TEXT; -- why it did not

ALTER TABLE plugin ADD COLUMN installation_id TEXT REFERENCES installation (id) ON DELETE CASCADE; -- whose page it is; NULL for one of the company's own
ALTER TABLE plugin ADD COLUMN is_stopped BOOLEAN NOT NULL DEFAULT FALSE; -- whether that installation is paused or suspended
CREATE INDEX plugin_by_installation ON plugin (installation_id);

-- Clicks of people who are about to install something: each good once, for a minute.
CREATE TABLE install_click (
    id             TEXT   NOT NULL PRIMARY KEY, -- the SHA-256 of what the page was given
    member_id      TEXT   NOT NULL,
    integration_id TEXT   NOT NULL,
    version        BIGINT NOT NULL, -- what was shown
    stamp          TEXT   NOT NULL, -- and what was written of it then
    expires_at     BIGINT NOT NULL,
    used_at        BIGINT
);
CREATE INDEX install_click_by_end ON install_click (expires_at);
