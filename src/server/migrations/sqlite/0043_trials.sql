-- Until when a connection is only tried, which no call takes; NULL for one that is kept.
ALTER TABLE app_connection ADD COLUMN trial_until BIGINT;
CREATE INDEX app_connection_by_trial ON app_connection (trial_until) WHERE trial_until IS NOT NULL;
