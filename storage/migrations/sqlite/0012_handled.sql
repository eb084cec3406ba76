-- What became of a message that came in.
ALTER TABLE inbox ADD COLUMN outcome TEXT
    CONSTRAINT inbox_outcome CHECK (outcome IN ('done', 'refused', 'asked', 'failed'));

-- 1 = an attempt before may have gone out: this one is marked as a repetition.
ALTER TABLE outbox ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0
    CONSTRAINT outbox_repeated CHECK (repeated IN (0, 1));
-- 1 = its chat did not take it; it waits until the chat opens, and holds up no other.
ALTER TABLE outbox ADD COLUMN closed INTEGER NOT NULL DEFAULT 0
    CONSTRAINT outbox_closed CHECK (closed IN (0, 1));

-- Since when a group takes no messages of ours.
ALTER TABLE chats ADD COLUMN closed_ms INTEGER;
ALTER TABLE town_chats ADD COLUMN closed_ms INTEGER;
