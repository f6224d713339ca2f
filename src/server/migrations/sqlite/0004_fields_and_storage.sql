-- What plugins set and keep: fields of attendances, options of custom fields, and their own storage.

-- JSON, [{"value", "label"}, ...]; NULL when any text will do.
ALTER TABLE custom_field ADD COLUMN options TEXT;

-- One filled-in field of an attendance; the value is JSON, as in contact_field.
CREATE TABLE attendance_field (
    attendance_id TEXT NOT NULL REFERENCES attendance (id) ON DELETE CASCADE,
    field_id      TEXT NOT NULL REFERENCES custom_field (id) ON DELETE CASCADE,
    value         TEXT NOT NULL,
    PRIMARY KEY (attendance_id, field_id)
);

-- Texts by key. The owner is the member, the conversation, or empty for the workspace.
CREATE TABLE plugin_storage (
    plugin_id  TEXT   NOT NULL REFERENCES plugin (id) ON DELETE CASCADE,
    scope      TEXT   NOT NULL CHECK (scope IN ('user', 'workspace', 'conversation')),
    owner      TEXT   NOT NULL,
    key        TEXT   NOT NULL,
    value      TEXT   NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (plugin_id, scope, owner, key)
);

-- The name of the plugin that wrote a message, as it was then: the plugin itself may go.
ALTER TABLE message ADD COLUMN plugin TEXT;

CREATE INDEX conversation_by_contact ON conversation (contact_id);
