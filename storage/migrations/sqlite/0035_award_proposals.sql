-- A large award that corrects a settled round: an entry only when another officer confirmed. last_entry: the household's
-- last entry when it was proposed. entry_id is empty when it was dropped instead.
CREATE TABLE award_proposals (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT award_proposals_household REFERENCES households (id),
    round_id INTEGER NOT NULL CONSTRAINT award_proposals_round REFERENCES rounds (id),
    day TEXT NOT NULL,
    item TEXT NOT NULL,
    points INTEGER NOT NULL CONSTRAINT award_proposals_points CHECK (points > 0),
    reason TEXT NOT NULL,
    officer_id INTEGER NOT NULL CONSTRAINT award_proposals_officer REFERENCES officers (id),
    claim_id INTEGER CONSTRAINT award_proposals_claim REFERENCES claims (id),
    evidence_id INTEGER CONSTRAINT award_proposals_evidence REFERENCES evidence (id),
    last_entry INTEGER NOT NULL,
    made_ms INTEGER NOT NULL,
    done_ms INTEGER,
    second_id INTEGER CONSTRAINT award_proposals_second REFERENCES officers (id),
    entry_id INTEGER CONSTRAINT award_proposals_entry REFERENCES entries (id),
    CONSTRAINT award_proposals_done CHECK ((done_ms IS NULL) = (second_id IS NULL)),
    CONSTRAINT award_proposals_came_to CHECK (entry_id IS NULL OR done_ms IS NOT NULL)
) STRICT;
CREATE INDEX award_proposals_by_household ON award_proposals (household_id);
CREATE INDEX award_proposals_by_round ON award_proposals (round_id);

-- Of a round that was settled before this was watched: the last entry by then. Until then one officer could correct it by
-- a large award, or settle it before it was over.
ALTER TABLE rounds ADD COLUMN alone_until INTEGER;
UPDATE rounds SET alone_until = COALESCE((SELECT MAX(id) FROM entries), 0) WHERE state <> 'open';
