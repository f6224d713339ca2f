-- Who put a tag on, and when; nothing is known of those that are on already.
ALTER TABLE conversation_tag ADD COLUMN added_by TEXT; -- member, plugin, token or system
ALTER TABLE conversation_tag ADD COLUMN added_member TEXT; -- the member, also of a plugin
ALTER TABLE conversation_tag ADD COLUMN added_name TEXT; -- the name of the plugin or token at that time
ALTER TABLE conversation_tag ADD COLUMN added_at BIGINT;
