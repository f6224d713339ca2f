-- No two tags, groups or channels stand in one place, nor two custom fields of one entity. All are numbered anew in their order.
UPDATE tag SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY position, created_at, id) AS place FROM tag) counted WHERE counted.id = tag.id;
UPDATE team SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY position, created_at, id) AS place FROM team) counted WHERE counted.id = team.id;
UPDATE custom_field SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (PARTITION BY entity ORDER BY position, created_at, id) AS place FROM custom_field) counted
    WHERE counted.id = custom_field.id;
UPDATE channel SET position = counted.place FROM
    (SELECT id, ROW_NUMBER() OVER (ORDER BY position, created_at, id) AS place FROM channel) counted WHERE counted.id = channel.id;

CREATE UNIQUE INDEX tag_by_position ON tag (position);
CREATE UNIQUE INDEX team_by_position ON team (position);
CREATE UNIQUE INDEX custom_field_by_position ON custom_field (entity, position);
CREATE UNIQUE INDEX channel_by_position ON channel (position);
