-- 'lapsed': a household that was asked whether it may be named has not answered in time.
CREATE TABLE announcements_anew (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    unit_code TEXT NOT NULL CONSTRAINT announcements_unit REFERENCES units (code),
    household_id INTEGER CONSTRAINT announcements_household REFERENCES households (id),
    words TEXT NOT NULL,
    officer_id INTEGER CONSTRAINT announcements_officer REFERENCES officers (id),
    made_ms INTEGER NOT NULL,
    state TEXT NOT NULL
        CONSTRAINT announcements_state CHECK (state IN ('asked', 'published', 'declined', 'lapsed', 'withdrawn')),
    public_ms INTEGER,
    changed_ms INTEGER,
    key TEXT NOT NULL CONSTRAINT announcements_key UNIQUE,
    CONSTRAINT announcements_public CHECK (state <> 'published' OR public_ms IS NOT NULL)
) STRICT;
INSERT INTO announcements_anew (id, unit_code, household_id, words, officer_id, made_ms, state, public_ms, changed_ms, key)
    SELECT id, unit_code, household_id, words, officer_id, made_ms, state, public_ms, changed_ms, key FROM announcements;
DROP TABLE announcements;
ALTER TABLE announcements_anew RENAME TO announcements;
CREATE INDEX announcements_of_unit ON announcements (unit_code, id);
CREATE INDEX announcements_of_household ON announcements (household_id);
