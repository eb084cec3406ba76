-- Why a photo was not kept, and the album that it came in: what an album's command records has all of its photos.
ALTER TABLE evidence ADD COLUMN error TEXT;
ALTER TABLE evidence ADD COLUMN album TEXT;
CREATE INDEX evidence_by_album ON evidence (album) WHERE album IS NOT NULL;
CREATE INDEX entries_by_evidence ON entries (evidence_id) WHERE evidence_id IS NOT NULL;
CREATE INDEX claims_by_evidence ON claims (evidence_id) WHERE evidence_id IS NOT NULL;

-- Albums that were sent to a chat: the platform brings each picture by itself, in any order. parts are those that came
-- so far, as JSON; used: a command came with one of them.
CREATE TABLE albums (
    key TEXT NOT NULL PRIMARY KEY,
    parts TEXT NOT NULL,
    used INTEGER NOT NULL CONSTRAINT albums_used CHECK (used IN (0, 1)),
    seen_ms INTEGER NOT NULL
) STRICT;
