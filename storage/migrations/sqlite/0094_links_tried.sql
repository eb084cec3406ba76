-- Links that open nothing are counted as well, of everybody together. What was counted before held for an hour.
DROP TABLE wrong_codes;
CREATE TABLE wrong_codes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT wrong_codes_kind CHECK (kind IN ('invitation', 'pickup', 'link')),
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX wrong_codes_by_person ON wrong_codes (person, kind, at_ms);
