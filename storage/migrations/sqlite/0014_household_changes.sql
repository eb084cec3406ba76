-- A place may be taken again once its household has left: only living households stand in one place each. SQLite
-- changes a constraint only by making the table anew; what refers to it is checked when the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE households_kept AS SELECT * FROM households;
DROP TABLE households;
CREATE TABLE households (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    unit_code TEXT NOT NULL CONSTRAINT households_unit REFERENCES units (code),
    grp INTEGER NOT NULL CONSTRAINT households_grp CHECK (grp > 0),
    number INTEGER NOT NULL CONSTRAINT households_number CHECK (number > 0),
    head TEXT NOT NULL,
    joined_round TEXT NOT NULL,
    joined_on TEXT NOT NULL CONSTRAINT households_joined_on CHECK (length(joined_on) = 10),
    left_on TEXT CONSTRAINT households_left_on CHECK (length(left_on) = 10),
    CONSTRAINT households_code_once UNIQUE (code)
) STRICT;
INSERT INTO households (id, code, unit_code, grp, number, head, joined_round, joined_on, left_on)
    SELECT id, code, unit_code, grp, number, head, joined_round, joined_on, left_on FROM households_kept;
DROP TABLE households_kept;
CREATE UNIQUE INDEX households_place_once ON households (unit_code, grp, number) WHERE left_on IS NULL;
CREATE INDEX households_by_place ON households (unit_code, grp, number);
CREATE INDEX households_by_head ON households (unit_code, head);

-- Every change in a household's life, never changed, never deleted; sequence numbers those of one household. was and
-- became are the place ("310116103208 3-12"), the head, the phones (one blank between two, of each only what may be
-- shown: "138****0012"), or the day of leaving, as the kind says; empty where there was or is none. other_id: the
-- household that it came out of or went into.
CREATE TABLE household_changes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    household_id INTEGER NOT NULL CONSTRAINT household_changes_household REFERENCES households (id),
    sequence INTEGER NOT NULL CONSTRAINT household_changes_sequence CHECK (sequence > 0),
    kind TEXT NOT NULL CONSTRAINT household_changes_kind
        CHECK (kind IN ('came', 'head', 'phones', 'moved', 'left', 'returned')),
    day TEXT NOT NULL CONSTRAINT household_changes_day CHECK (length(day) = 10),
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    other_id INTEGER CONSTRAINT household_changes_other REFERENCES households (id),
    reason TEXT NOT NULL,
    officer_id INTEGER CONSTRAINT household_changes_officer REFERENCES officers (id),
    confirmed_by INTEGER CONSTRAINT household_changes_confirmer REFERENCES officers (id),
    at_ms INTEGER NOT NULL,
    CONSTRAINT household_changes_once UNIQUE (household_id, sequence),
    CONSTRAINT household_changes_second_is_another CHECK (confirmed_by <> officer_id),
    CONSTRAINT household_changes_other_is_another CHECK (other_id <> household_id)
) STRICT;
CREATE INDEX household_changes_by_other ON household_changes (other_id);
CREATE TRIGGER household_changes_never_change BEFORE UPDATE ON household_changes
BEGIN
    SELECT RAISE(ABORT, 'changes of households are never changed');
END;
CREATE TRIGGER household_changes_never_go BEFORE DELETE ON household_changes
BEGIN
    SELECT RAISE(ABORT, 'changes of households are never deleted');
END;

-- A change of a household that one officer may not make alone; it is made when another officer confirms it, and once.
CREATE TABLE household_proposals (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT household_proposals_household REFERENCES households (id),
    wanted TEXT NOT NULL,
    officer_id INTEGER NOT NULL CONSTRAINT household_proposals_officer REFERENCES officers (id),
    made_ms INTEGER NOT NULL,
    done_ms INTEGER
) STRICT;
CREATE INDEX household_proposals_by_household ON household_proposals (household_id);

-- A household that is excused from every round that begins, until somebody ends it (an empty house).
CREATE TABLE standing_excuses (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT standing_excuses_household REFERENCES households (id),
    reason TEXT NOT NULL CONSTRAINT standing_excuses_reason CHECK (length(reason) > 0),
    officer_id INTEGER CONSTRAINT standing_excuses_officer REFERENCES officers (id),
    at_ms INTEGER NOT NULL,
    ended_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX standing_excuses_one_open ON standing_excuses (household_id) WHERE ended_ms IS NULL;

-- transfer: what a household could spend goes with it into the household that it joins.
CREATE TABLE postings_new (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT postings_household REFERENCES households (id),
    year INTEGER NOT NULL,
    kind TEXT NOT NULL CONSTRAINT postings_kind
        CHECK (kind IN ('round', 'correction', 'hold', 'release', 'lapse', 'transfer')),
    points INTEGER NOT NULL CONSTRAINT postings_points CHECK (points <> 0),
    at_ms INTEGER NOT NULL,
    key TEXT NOT NULL,
    CONSTRAINT postings_once UNIQUE (key)
) STRICT;
INSERT INTO postings_new (id, household_id, year, kind, points, at_ms, key)
    SELECT id, household_id, year, kind, points, at_ms, key FROM postings;
DROP TABLE postings;
ALTER TABLE postings_new RENAME TO postings;
CREATE INDEX postings_by_account ON postings (household_id, year);
