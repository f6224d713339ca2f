-- The role of who makes integrations and has nothing of the inbox. A CHECK goes with its column, so that each column is made anew.
ALTER TABLE member ADD COLUMN wider_role TEXT NOT NULL DEFAULT 'agent' CHECK (wider_role IN ('agent', 'admin', 'developer'));
UPDATE member SET wider_role = role;
ALTER TABLE member DROP COLUMN role;
ALTER TABLE member RENAME COLUMN wider_role TO role;

ALTER TABLE token ADD COLUMN wider_role TEXT NOT NULL DEFAULT 'agent' CHECK (wider_role IN ('agent', 'admin', 'developer'));
UPDATE token SET wider_role = role;
ALTER TABLE token DROP COLUMN role;
ALTER TABLE token RENAME COLUMN wider_role TO role;
