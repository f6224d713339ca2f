-- Secrets that no name tells, such as a word in an address's path, lie in app.descriptor alone too: what the version in force says goes
-- there where it was not yet, and the next start of the server seals it and rewrites the file.
UPDATE app SET descriptor = (
    SELECT app_version.descriptor FROM app_version WHERE app_version.app_id = app.id AND app_version.number = app.number
) WHERE descriptor IS NULL;
INSERT INTO setting (name, value)
SELECT 'sealing', 'due' WHERE EXISTS (SELECT 1 FROM app)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
