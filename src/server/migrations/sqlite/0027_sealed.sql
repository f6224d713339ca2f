-- Plugins' secrets are sealed from here on, in the column that they have (`src/vault/`). What an earlier version left there is in the
-- clear: the next start of the server seals it and rewrites the file, so that nothing of it is left.
INSERT INTO setting (name, value)
SELECT 'sealing', 'due' WHERE EXISTS (SELECT 1 FROM workspace) OR EXISTS (SELECT 1 FROM plugin);
