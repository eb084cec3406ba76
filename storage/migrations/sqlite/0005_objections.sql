-- A household's dispute of one entry; its number is the case number. holds: it keeps the household's round from being
-- spent (the round was not final yet when it was opened). due is the last day on which it is answered in time.
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
    state TEXT NOT NULL CONSTRAINT objections_state CHECK (state IN ('open', 'upheld', 'dismissed')),
    decided_ms INTEGER,
    decided_by INTEGER CONSTRAINT objections_decider REFERENCES officers (id),
    second_id INTEGER CONSTRAINT objections_second REFERENCES officers (id),
    answer TEXT,
    CONSTRAINT objections_decided CHECK (
        (state = 'open') = (decided_ms IS NULL)
        AND (state = 'open') = (decided_by IS NULL)
        AND (state = 'open') = (answer IS NULL)
    ),
    CONSTRAINT objections_second_is_another CHECK (second_id <> decided_by)
) STRICT;
CREATE UNIQUE INDEX objections_one_open ON objections (entry_id) WHERE state = 'open';
CREATE INDEX objections_to_answer ON objections (unit_code, due) WHERE state = 'open';
CREATE INDEX objections_by_household ON objections (household_id, round_id);
CREATE INDEX objections_by_entry ON objections (entry_id);

-- What one officer wants and may not do alone; it is done when another officer confirms it, and once.
CREATE TABLE proposals (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT proposals_kind CHECK (kind IN ('reverse', 'uphold', 'dismiss')),
    entry_id INTEGER NOT NULL CONSTRAINT proposals_entry REFERENCES entries (id),
    objection_id INTEGER CONSTRAINT proposals_objection REFERENCES objections (id),
    officer_id INTEGER NOT NULL CONSTRAINT proposals_officer REFERENCES officers (id),
    points INTEGER CONSTRAINT proposals_points CHECK (points > 0),
    reason TEXT NOT NULL,
    evidence_id INTEGER CONSTRAINT proposals_evidence REFERENCES evidence (id),
    made_ms INTEGER NOT NULL,
    done_ms INTEGER,
    CONSTRAINT proposals_about CHECK ((kind = 'reverse') = (objection_id IS NULL))
) STRICT;
CREATE INDEX proposals_by_entry ON proposals (entry_id);
