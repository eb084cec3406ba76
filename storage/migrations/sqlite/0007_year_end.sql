-- A seal 封条 covers entries of one round of a unit: number 1, 2, 3 … in the unit, each with the hash of the one before.
-- The first seal of a round is made when it is published; what is corrected in it later is sealed with the next
-- publication. sealed_entries names what each one covers, with the hash of the entry alone.
CREATE TABLE seals (
    id INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL CONSTRAINT seals_unit REFERENCES units (code),
    number INTEGER NOT NULL CONSTRAINT seals_number CHECK (number > 0),
    round_id INTEGER NOT NULL CONSTRAINT seals_round REFERENCES rounds (id),
    previous TEXT NOT NULL CONSTRAINT seals_previous CHECK (length(previous) = 64),
    hash TEXT NOT NULL CONSTRAINT seals_hash CHECK (length(hash) = 64),
    entries INTEGER NOT NULL CONSTRAINT seals_entries CHECK (entries >= 0),
    last_entry INTEGER NOT NULL CONSTRAINT seals_last_entry CHECK (last_entry >= 0),
    sealed_ms INTEGER NOT NULL,
    CONSTRAINT seals_once UNIQUE (unit_code, number)
) STRICT;
CREATE INDEX seals_by_round ON seals (round_id);

CREATE TABLE sealed_entries (
    id INTEGER NOT NULL PRIMARY KEY,
    entry_id INTEGER NOT NULL CONSTRAINT sealed_entries_entry REFERENCES entries (id),
    seal_id INTEGER NOT NULL CONSTRAINT sealed_entries_seal REFERENCES seals (id),
    hash TEXT NOT NULL CONSTRAINT sealed_entries_hash CHECK (length(hash) = 64),
    CONSTRAINT sealed_entries_once UNIQUE (entry_id)
) STRICT;
CREATE INDEX sealed_entries_by_seal ON sealed_entries (seal_id);

CREATE TRIGGER seals_never_change BEFORE UPDATE ON seals
BEGIN
    SELECT RAISE(ABORT, 'seals are never broken');
END;
CREATE TRIGGER seals_never_go BEFORE DELETE ON seals
BEGIN
    SELECT RAISE(ABORT, 'seals are never broken');
END;
CREATE TRIGGER sealed_entries_never_change BEFORE UPDATE ON sealed_entries
BEGIN
    SELECT RAISE(ABORT, 'seals are never broken');
END;
CREATE TRIGGER sealed_entries_never_go BEFORE DELETE ON sealed_entries
BEGIN
    SELECT RAISE(ABORT, 'seals are never broken');
END;

-- A year that is closed: its final ranking is frozen in honours, and what is unspent lapses on lapse_on.
CREATE TABLE years (
    id INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL CONSTRAINT years_unit REFERENCES units (code),
    year INTEGER NOT NULL,
    closed_ms INTEGER NOT NULL,
    lapse_on TEXT NOT NULL CONSTRAINT years_lapse_on CHECK (length(lapse_on) = 10),
    lapsed_ms INTEGER,
    CONSTRAINT years_once UNIQUE (unit_code, year)
) STRICT;

-- unspent is what the household could still spend when the year was closed; rank is NULL for a vetoed household and for
-- one that was not scored.
CREATE TABLE honours (
    id INTEGER NOT NULL PRIMARY KEY,
    year_id INTEGER NOT NULL CONSTRAINT honours_year REFERENCES years (id),
    household_id INTEGER NOT NULL CONSTRAINT honours_household REFERENCES households (id),
    rank INTEGER CONSTRAINT honours_rank CHECK (rank > 0),
    earned INTEGER NOT NULL CONSTRAINT honours_earned CHECK (earned >= 0),
    rounds INTEGER NOT NULL CONSTRAINT honours_rounds CHECK (rounds >= 0),
    unspent INTEGER NOT NULL CONSTRAINT honours_unspent CHECK (unspent >= 0),
    vetoed INTEGER NOT NULL CONSTRAINT honours_vetoed CHECK (vetoed IN (0, 1)),
    honoured INTEGER NOT NULL CONSTRAINT honours_honoured CHECK (honoured IN (0, 1)),
    welfare INTEGER NOT NULL CONSTRAINT honours_welfare CHECK (welfare IN (0, 1)),
    CONSTRAINT honours_once UNIQUE (year_id, household_id),
    CONSTRAINT honours_not_vetoed CHECK (vetoed = 0 OR (rank IS NULL AND honoured = 0 AND welfare = 0))
) STRICT;
