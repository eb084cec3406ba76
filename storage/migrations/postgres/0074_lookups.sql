-- Two looks of every minute: texts that were taken over and never reported, and changes of households that wait.
CREATE INDEX outbox_taken_over ON outbox (state, settled_ms, id) WHERE queue = 'sms' AND state = 'sent';
CREATE INDEX household_proposals_waiting ON household_proposals (household_id) WHERE done_ms IS NULL;
