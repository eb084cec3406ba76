-- Without the rows that have nothing there: they made the index of a queue look as good as that of a state or of a
-- platform's number, so that SQLite read whatever ever went out, and each message was written into three more.
DROP INDEX outbox_by_external_id;
CREATE INDEX outbox_by_external_id ON outbox (external_id) WHERE external_id IS NOT NULL;
DROP INDEX outbox_handed_over;
CREATE INDEX outbox_handed_over ON outbox (queue, leased_ms) WHERE leased_ms IS NOT NULL;
DROP INDEX inbox_by_sender;
CREATE INDEX inbox_by_sender ON inbox (source, sender, received_ms) WHERE sender IS NOT NULL;
