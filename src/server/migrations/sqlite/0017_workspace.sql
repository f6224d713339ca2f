-- What a workspace keeps of its own: where it is and how its members begin; its tags, groups, fields and channels in an
-- order of their own, by names that are told apart without regard to case and accents.

ALTER TABLE workspace ADD COLUMN country TEXT;   -- ISO 3166-1 alpha-2
ALTER TABLE workspace ADD COLUMN locale TEXT;    -- that of new members, BCP 47; NULL is that of their browser
ALTER TABLE workspace ADD COLUMN timezone TEXT;  -- the same, of the IANA database
ALTER TABLE workspace ADD COLUMN agents_make_tags BOOLEAN NOT NULL DEFAULT FALSE;

-- What the demo's shop has always been.
UPDATE workspace SET country = 'BR' WHERE id = '1' AND name = 'Loja Aurora';

ALTER TABLE member ADD COLUMN locale TEXT;
ALTER TABLE member ADD COLUMN timezone TEXT;

-- The folded name is written by the program, since SQL does not know the rule; NULL until then. Names that were alike
-- before that rule keep theirs, counted by `alike`.
ALTER TABLE tag ADD COLUMN folded TEXT;
ALTER TABLE tag ADD COLUMN alike BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tag ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX tag_by_name ON tag (folded, alike);

ALTER TABLE team ADD COLUMN folded TEXT;
ALTER TABLE team ADD COLUMN alike BIGINT NOT NULL DEFAULT 0;
ALTER TABLE team ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX team_by_name ON team (folded, alike);

ALTER TABLE custom_field ADD COLUMN is_active BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE custom_field ADD COLUMN folded TEXT;
ALTER TABLE custom_field ADD COLUMN alike BIGINT NOT NULL DEFAULT 0;
ALTER TABLE custom_field ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX custom_field_by_name ON custom_field (entity, folded, alike);

ALTER TABLE channel ADD COLUMN is_active BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE channel ADD COLUMN folded TEXT;
ALTER TABLE channel ADD COLUMN alike BIGINT NOT NULL DEFAULT 0;
ALTER TABLE channel ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX channel_by_name ON channel (folded, alike);

UPDATE tag SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY created_at, id) AS place FROM tag) counted WHERE counted.id = tag.id;
UPDATE team SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY created_at, id) AS place FROM team) counted WHERE counted.id = team.id;
UPDATE custom_field SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY created_at, id) AS place FROM custom_field) counted
    WHERE counted.id = custom_field.id;
UPDATE channel SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY name, id) AS place FROM channel) counted WHERE counted.id = channel.id;

-- By how much a field is used is counted in these.
CREATE INDEX contact_field_by_field ON contact_field (field_id);
CREATE INDEX attendance_field_by_field ON attendance_field (field_id);
