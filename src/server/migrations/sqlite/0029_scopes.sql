-- What a plugin may see and do. Those from before hold everything.
ALTER TABLE plugin ADD COLUMN scopes TEXT NOT NULL DEFAULT '*'; -- names with a space between each
ALTER TABLE plugin ADD COLUMN scopes_requested TEXT; -- what a token asked for beyond that, until an admin decides
ALTER TABLE plugin ADD COLUMN scopes_since BIGINT NOT NULL DEFAULT 0; -- when they last became more
ALTER TABLE plugin ADD COLUMN scope_uses TEXT NOT NULL DEFAULT '{}'; -- JSON: when each was last used
UPDATE plugin SET scopes_since = CAST(strftime('%s', 'now') AS INTEGER) * 1000;
