-- A villager's own request for points, by text or on paper; its number is the claim's.
CREATE TABLE claims (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    household_id INTEGER NOT NULL CONSTRAINT claims_household REFERENCES households (id),
    unit_code TEXT NOT NULL CONSTRAINT claims_unit REFERENCES units (code),
    content TEXT NOT NULL CONSTRAINT claims_content CHECK (length(content) > 0),
    day TEXT NOT NULL CONSTRAINT claims_day CHECK (length(day) = 10),
    item TEXT,
    points INTEGER CONSTRAINT claims_points CHECK (points > 0),
    source TEXT NOT NULL CONSTRAINT claims_source CHECK (source IN ('chat', 'cli', 'sms')),
    phone TEXT CONSTRAINT claims_e164 CHECK (phone LIKE '+%'),
    filed_by INTEGER CONSTRAINT claims_filer REFERENCES officers (id),
    made_ms INTEGER NOT NULL,
    due_on TEXT NOT NULL CONSTRAINT claims_due_on CHECK (length(due_on) = 10),
    state TEXT NOT NULL CONSTRAINT claims_state CHECK (state IN ('open', 'approved', 'rejected')),
    decided_by INTEGER CONSTRAINT claims_decider REFERENCES officers (id),
    decided_ms INTEGER,
    answer TEXT NOT NULL DEFAULT '',
    entry_id INTEGER CONSTRAINT claims_entry REFERENCES entries (id),
    key TEXT NOT NULL,
    CONSTRAINT claims_once UNIQUE (key),
    CONSTRAINT claims_entry_once UNIQUE (entry_id),
    CONSTRAINT claims_decided CHECK ((state = 'open') = (decided_by IS NULL) AND (state = 'open') = (decided_ms IS NULL)),
    CONSTRAINT claims_approved CHECK ((state = 'approved') = (entry_id IS NOT NULL)),
    CONSTRAINT claims_rejected CHECK (state <> 'rejected' OR length(answer) > 0)
) STRICT;
CREATE INDEX claims_open ON claims (unit_code, due_on) WHERE state = 'open';
CREATE INDEX claims_by_household ON claims (household_id, state);

-- Somebody looked at a household in a round, whether or not there was anything to log.
CREATE TABLE reviews (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT reviews_household REFERENCES households (id),
    round_id INTEGER NOT NULL CONSTRAINT reviews_round REFERENCES rounds (id),
    officer_id INTEGER CONSTRAINT reviews_officer REFERENCES officers (id),
    officer_name TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    CONSTRAINT reviews_once UNIQUE (household_id, round_id, officer_name)
) STRICT;
CREATE INDEX reviews_by_round ON reviews (round_id);
