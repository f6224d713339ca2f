-- Ids of many carriers are unique inside one chat only: a message from outside is known by its sender too, as the sender's
-- address is kept. What was taken before has its sender from its conversation.

CREATE TABLE taken (
    channel_id      TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    sender          TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    message_id      TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    PRIMARY KEY (channel_id, sender, idempotency_key)
);

INSERT INTO taken (channel_id, sender, idempotency_key, message_id)
SELECT i.channel_id, COALESCE(c.identifier, ''), i.name, i.message_id
FROM incoming i JOIN message m ON m.id = i.message_id JOIN conversation c ON c.id = m.conversation_id;

DROP TABLE incoming;
ALTER TABLE taken RENAME TO incoming;
CREATE INDEX incoming_by_message ON incoming (message_id);
