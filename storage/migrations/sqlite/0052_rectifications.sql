-- What a deduction was for has been put right, with a photo of it as it is afterwards. points: the share that is proposed
-- to be given back, 0 where the rulebook gives none; given_id: the entry by which another officer gave it back.
CREATE TABLE rectifications (
    id INTEGER NOT NULL PRIMARY KEY,
    entry_id INTEGER NOT NULL CONSTRAINT rectifications_entry REFERENCES entries (id),
    evidence_id INTEGER NOT NULL CONSTRAINT rectifications_evidence REFERENCES evidence (id),
    officer_id INTEGER NOT NULL CONSTRAINT rectifications_officer REFERENCES officers (id),
    note TEXT NOT NULL,
    points INTEGER NOT NULL CONSTRAINT rectifications_points CHECK (points >= 0),
    made_ms INTEGER NOT NULL,
    done_ms INTEGER,
    second_id INTEGER CONSTRAINT rectifications_second REFERENCES officers (id),
    given_id INTEGER CONSTRAINT rectifications_given REFERENCES entries (id),
    CONSTRAINT rectifications_once UNIQUE (entry_id),
    CONSTRAINT rectifications_given_once UNIQUE (given_id),
    CONSTRAINT rectifications_second_is_another CHECK (second_id <> officer_id),
    CONSTRAINT rectifications_given_by_two CHECK (
        (done_ms IS NULL) = (second_id IS NULL) AND (done_ms IS NULL) = (given_id IS NULL)
    )
) STRICT;
CREATE INDEX rectifications_by_evidence ON rectifications (evidence_id);
