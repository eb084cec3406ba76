-- Of a text that went in several parts, those that are reported to have arrived, each by the name of its report.
CREATE TABLE text_parts (
    id INTEGER NOT NULL PRIMARY KEY,
    external_id TEXT NOT NULL,
    part TEXT NOT NULL,
    CONSTRAINT text_parts_once UNIQUE (external_id, part)
) STRICT;
-- Each of our own phones: what it has sent today, from when the next text may go, when it last showed that it lives,
-- and since when it is silent if that was told.
CREATE TABLE own_phones (
    name TEXT NOT NULL PRIMARY KEY,
    day TEXT NOT NULL,
    used INTEGER NOT NULL CONSTRAINT own_phones_used CHECK (used >= 0),
    next_ms INTEGER NOT NULL,
    heard_ms INTEGER,
    silent_ms INTEGER
) STRICT;
-- Since when a channel's list is looked through: nothing older is for us.
ALTER TABLE inbound_marks ADD COLUMN began_ms INTEGER NOT NULL DEFAULT 0;
