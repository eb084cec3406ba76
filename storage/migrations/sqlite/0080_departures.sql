-- How many were handed over in the last second, by all workers together, and when a number had its last text.
CREATE INDEX outbox_handed_over ON outbox (queue, leased_ms);
