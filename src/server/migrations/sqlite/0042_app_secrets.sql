-- What the descriptor of the version in force says, sealed, where there are secrets in it beside the client's; app_version.descriptor has
-- `***` in their place. What an earlier version left there is in the clear: the next start of the server seals it and rewrites the file.
ALTER TABLE app ADD COLUMN descriptor TEXT;
UPDATE app SET descriptor = (
    SELECT app_version.descriptor FROM app_version WHERE app_version.app_id = app.id AND app_version.number = app.number
);
INSERT INTO setting (name, value)
SELECT 'sealing', 'due' WHERE EXISTS (SELECT 1 FROM app)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
