-- Each hand-over of a text: to which number, the platform's own id once it is known, and how it ended. delivered: it has
-- arrived; failed: it will never arrive at that number. Neither ever changes again.
CREATE TABLE text_attempts (
    id INTEGER NOT NULL PRIMARY KEY,
    outbox_id INTEGER NOT NULL CONSTRAINT text_attempts_parcel REFERENCES outbox (id),
    attempt INTEGER NOT NULL CONSTRAINT text_attempts_attempt CHECK (attempt > 0),
    target TEXT NOT NULL,
    external_id TEXT,
    ended TEXT CONSTRAINT text_attempts_ended CHECK (ended IN ('delivered', 'failed')),
    CONSTRAINT text_attempts_once UNIQUE (outbox_id, attempt),
    CONSTRAINT text_attempts_external_once UNIQUE (external_id)
) STRICT;
INSERT INTO text_attempts (outbox_id, attempt, target, external_id, ended)
    SELECT o.id, o.attempts, o.target,
        CASE WHEN EXISTS (SELECT 1 FROM outbox p WHERE p.external_id = o.external_id AND p.lane = 'sms' AND p.id < o.id)
            THEN NULL ELSE o.external_id END,
        CASE WHEN o.state IN ('delivered', 'failed') THEN o.state END
    FROM outbox o WHERE o.lane = 'sms' AND o.attempts > 0;
