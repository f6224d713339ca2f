-- What held so far because one program wrote at a time is held by the tables.

-- The address in the channel for which a conversation is the open one, in its one form; NULL once it is closed, and for one that
-- was opened again beside it. Of several that are open under an address so far, the one that began last takes what comes.
ALTER TABLE conversation ADD COLUMN open_address TEXT;
UPDATE conversation SET open_address = identifier WHERE status = 'open' AND identifier IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM conversation n WHERE n.channel_id = conversation.channel_id AND n.identifier = conversation.identifier
        AND n.status = 'open' AND (n.created_at, n.id) > (conversation.created_at, conversation.id));
CREATE UNIQUE INDEX conversation_by_open_address ON conversation (channel_id, open_address) WHERE open_address IS NOT NULL;

DROP TRIGGER conversation_closed;
CREATE TRIGGER conversation_closed AFTER UPDATE OF status ON conversation WHEN new.status = 'closed' BEGIN
    UPDATE conversation SET waiting_since = NULL, open_address = NULL
        WHERE id = new.id AND (waiting_since IS NOT NULL OR open_address IS NOT NULL);
END;

-- No two tags of a conversation stand in one place. Where they do, all of that conversation are numbered anew in their order.
UPDATE conversation_tag SET position = counted.place FROM (
    SELECT conversation_id, tag_id, ROW_NUMBER() OVER (PARTITION BY conversation_id ORDER BY position, tag_id) AS place
    FROM conversation_tag WHERE conversation_id IN
        (SELECT conversation_id FROM conversation_tag GROUP BY conversation_id, position HAVING COUNT(*) > 1)
) counted WHERE counted.conversation_id = conversation_tag.conversation_id AND counted.tag_id = conversation_tag.tag_id;
CREATE UNIQUE INDEX conversation_tag_by_position ON conversation_tag (conversation_id, position);
