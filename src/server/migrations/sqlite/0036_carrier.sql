-- Who carries a channel's messages outside, and why one failed.
ALTER TABLE channel ADD COLUMN carrier_id TEXT REFERENCES webhook_endpoint (id);
CREATE INDEX channel_by_carrier ON channel (carrier_id) WHERE carrier_id IS NOT NULL;

ALTER TABLE message ADD COLUMN error TEXT;

-- The message that a delivery hands to a carrier.
ALTER TABLE webhook_delivery ADD COLUMN message_id TEXT;
