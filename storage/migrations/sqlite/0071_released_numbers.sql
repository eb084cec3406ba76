-- Numbers that no household has any more and that were not told yet.
CREATE TABLE released_numbers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    phone TEXT NOT NULL CONSTRAINT released_numbers_once UNIQUE,
    unit_code TEXT NOT NULL CONSTRAINT released_numbers_unit REFERENCES units (code)
) STRICT;
