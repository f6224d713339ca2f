-- By it a message that is sent again finds its dead letter.
CREATE INDEX webhook_delivery_by_message ON webhook_delivery (message_id, endpoint_id, number) WHERE message_id IS NOT NULL;
