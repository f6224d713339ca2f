-- What API tokens are narrowed to, and when they end.
ALTER TABLE token ADD COLUMN only_scopes TEXT; -- names with a space between each; NULL is all that its role may do
ALTER TABLE token ADD COLUMN ends_at BIGINT; -- NULL is never
