-- A household may withdraw its own open claim or objection: nobody decided it, and it waits no more. SQLite changes a
-- constraint only by making the table anew; what refers to it is checked when the transaction ends.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE claims_kept AS SELECT * FROM claims;
DROP TABLE claims;
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
    state TEXT NOT NULL CONSTRAINT claims_state CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn')),
    decided_by INTEGER CONSTRAINT claims_decider REFERENCES officers (id),
    decided_ms INTEGER,
    answer TEXT NOT NULL DEFAULT '',
    entry_id INTEGER CONSTRAINT claims_entry REFERENCES entries (id),
    key TEXT NOT NULL,
    evidence_id INTEGER CONSTRAINT claims_evidence REFERENCES evidence (id),
    CONSTRAINT claims_once UNIQUE (key),
    CONSTRAINT claims_entry_once UNIQUE (entry_id),
    CONSTRAINT claims_decided CHECK (
        (state IN ('open', 'withdrawn')) = (decided_by IS NULL)
        AND (state = 'open') = (decided_ms IS NULL)
    ),
    CONSTRAINT claims_approved CHECK ((state = 'approved') = (entry_id IS NOT NULL)),
    CONSTRAINT claims_rejected CHECK (state <> 'rejected' OR length(answer) > 0)
) STRICT;
INSERT INTO claims (id, household_id, unit_code, content, day, item, points, source, phone, filed_by, made_ms, due_on, state,
    decided_by, decided_ms, answer, entry_id, key, evidence_id)
    SELECT id, household_id, unit_code, content, day, item, points, source, phone, filed_by, made_ms, due_on, state,
        decided_by, decided_ms, answer, entry_id, key, evidence_id FROM claims_kept;
DROP TABLE claims_kept;
CREATE INDEX claims_open ON claims (unit_code, due_on) WHERE state = 'open';
CREATE INDEX claims_by_household ON claims (household_id, state);
CREATE INDEX claims_by_evidence ON claims (evidence_id) WHERE evidence_id IS NOT NULL;

CREATE TABLE objections_kept AS SELECT * FROM objections;
DROP TABLE objections;
CREATE TABLE objections (
    id INTEGER NOT NULL PRIMARY KEY,
    entry_id INTEGER NOT NULL CONSTRAINT objections_entry REFERENCES entries (id),
    household_id INTEGER NOT NULL CONSTRAINT objections_household REFERENCES households (id),
    round_id INTEGER NOT NULL CONSTRAINT objections_round REFERENCES rounds (id),
    unit_code TEXT NOT NULL CONSTRAINT objections_unit REFERENCES units (code),
    content TEXT NOT NULL,
    source TEXT NOT NULL CONSTRAINT objections_source CHECK (source IN ('chat', 'cli', 'sms', 'system')),
    phone TEXT,
    officer_id INTEGER CONSTRAINT objections_officer REFERENCES officers (id),
    opened_ms INTEGER NOT NULL,
    due TEXT NOT NULL CONSTRAINT objections_due CHECK (length(due) = 10),
    holds INTEGER NOT NULL CONSTRAINT objections_holds CHECK (holds IN (0, 1)),
    state TEXT NOT NULL CONSTRAINT objections_state CHECK (state IN ('open', 'upheld', 'dismissed', 'withdrawn')),
    decided_ms INTEGER,
    decided_by INTEGER CONSTRAINT objections_decider REFERENCES officers (id),
    second_id INTEGER CONSTRAINT objections_second REFERENCES officers (id),
    answer TEXT,
    CONSTRAINT objections_decided CHECK (
        (state = 'open') = (decided_ms IS NULL)
        AND (state IN ('open', 'withdrawn')) = (decided_by IS NULL)
        AND (state = 'open') = (answer IS NULL)
    ),
    CONSTRAINT objections_second_is_another CHECK (second_id <> decided_by)
) STRICT;
INSERT INTO objections (id, entry_id, household_id, round_id, unit_code, content, source, phone, officer_id, opened_ms, due, holds,
    state, decided_ms, decided_by, second_id, answer)
    SELECT id, entry_id, household_id, round_id, unit_code, content, source, phone, officer_id, opened_ms, due, holds,
        state, decided_ms, decided_by, second_id, answer FROM objections_kept;
DROP TABLE objections_kept;
CREATE UNIQUE INDEX objections_one_open ON objections (entry_id) WHERE state = 'open';
CREATE INDEX objections_to_answer ON objections (unit_code, due) WHERE state = 'open';
CREATE INDEX objections_by_household ON objections (household_id, round_id);
CREATE INDEX objections_by_entry ON objections (entry_id);
