-- For whom a plugin is, in which order they stand, and those that one member alone sees while developing.
ALTER TABLE plugin ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
ALTER TABLE plugin ADD COLUMN audience TEXT NOT NULL DEFAULT 'everyone' CHECK (audience IN ('everyone', 'groups', 'members'));
ALTER TABLE plugin ADD COLUMN every_channel BOOLEAN NOT NULL DEFAULT TRUE;
-- The member who alone sees it; NULL is a plugin of the workspace.
ALTER TABLE plugin ADD COLUMN owner TEXT REFERENCES member (id) ON DELETE CASCADE;

UPDATE plugin SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY created_at, id) AS place FROM plugin) counted WHERE counted.id = plugin.id;
CREATE UNIQUE INDEX plugin_by_position ON plugin (COALESCE(owner, ''), position);

-- A list that is emptied by what is deleted stays empty: the plugin is then for nobody, never for everyone.
CREATE TABLE plugin_team (
    plugin_id TEXT NOT NULL REFERENCES plugin (id) ON DELETE CASCADE,
    team_id   TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    PRIMARY KEY (plugin_id, team_id)
);
CREATE TABLE plugin_member (
    plugin_id TEXT NOT NULL REFERENCES plugin (id) ON DELETE CASCADE,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    PRIMARY KEY (plugin_id, member_id)
);
CREATE TABLE plugin_channel (
    plugin_id  TEXT NOT NULL REFERENCES plugin (id) ON DELETE CASCADE,
    channel_id TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    PRIMARY KEY (plugin_id, channel_id)
);
CREATE INDEX plugin_team_by_team ON plugin_team (team_id);
CREATE INDEX plugin_member_by_member ON plugin_member (member_id);
CREATE INDEX plugin_channel_by_channel ON plugin_channel (channel_id);

-- Whether members may register such plugins; NULL is what fits the page's address.
ALTER TABLE workspace ADD COLUMN dev_plugins BOOLEAN;
