-- The apps that a token may call: names of scopes with a space between each.
ALTER TABLE token ADD COLUMN scopes TEXT NOT NULL DEFAULT '';
