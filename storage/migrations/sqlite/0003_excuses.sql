-- Why a household has no score in a round. ended_ms: it was taken back in.
CREATE TABLE excuses (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT excuses_household REFERENCES households (id),
    round_id INTEGER NOT NULL CONSTRAINT excuses_round REFERENCES rounds (id),
    reason TEXT NOT NULL CONSTRAINT excuses_reason CHECK (length(reason) > 0),
    officer_id INTEGER CONSTRAINT excuses_officer REFERENCES officers (id),
    at_ms INTEGER NOT NULL,
    ended_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX excuses_one_open ON excuses (household_id, round_id) WHERE ended_ms IS NULL;
