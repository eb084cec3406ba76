-- Who wishes to be called or visited, and which officer did so; one open wish a household.
CREATE TABLE callbacks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    household_id INTEGER NOT NULL CONSTRAINT callbacks_household REFERENCES households (id),
    unit_code TEXT NOT NULL CONSTRAINT callbacks_unit REFERENCES units (code),
    phone TEXT NOT NULL,
    words TEXT NOT NULL,
    asked_ms INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    key TEXT NOT NULL CONSTRAINT callbacks_key UNIQUE,
    officer_id INTEGER CONSTRAINT callbacks_officer REFERENCES officers (id),
    done_ms INTEGER,
    CONSTRAINT callbacks_done CHECK ((officer_id IS NULL) = (done_ms IS NULL))
) STRICT;
CREATE UNIQUE INDEX callbacks_open ON callbacks (household_id) WHERE done_ms IS NULL;
CREATE INDEX callbacks_of_unit ON callbacks (unit_code) WHERE done_ms IS NULL;
