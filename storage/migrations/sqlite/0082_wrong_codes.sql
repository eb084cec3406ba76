-- Codes that nobody gave out, by the person who sent them, for as long as they are counted.
CREATE TABLE wrong_codes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT wrong_codes_kind CHECK (kind IN ('invitation', 'pickup')),
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX wrong_codes_by_person ON wrong_codes (person, kind, at_ms);
