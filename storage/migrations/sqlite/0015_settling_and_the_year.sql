-- A round is settled before its last day only when another officer confirms, and what was settled by mistake is opened
-- again the same way. reason is "" for settling early.
CREATE TABLE round_proposals (
    id INTEGER NOT NULL PRIMARY KEY,
    round_id INTEGER NOT NULL CONSTRAINT round_proposals_round REFERENCES rounds (id),
    kind TEXT NOT NULL CONSTRAINT round_proposals_kind CHECK (kind IN ('settle', 'withdraw')),
    officer_id INTEGER NOT NULL CONSTRAINT round_proposals_officer REFERENCES officers (id),
    reason TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    done_ms INTEGER,
    second_id INTEGER CONSTRAINT round_proposals_second REFERENCES officers (id),
    CONSTRAINT round_proposals_done CHECK ((done_ms IS NULL) = (second_id IS NULL))
) STRICT;
CREATE INDEX round_proposals_by_round ON round_proposals (round_id);

-- withdraws: the round of the unit's last publication was opened again; such a seal covers no entries.
ALTER TABLE seals ADD COLUMN withdraws INTEGER NOT NULL DEFAULT 0
    CONSTRAINT seals_withdraws CHECK (withdraws IN (0, 1));

-- What had been written when the year was closed: the highest numbers of entries, confirmations and postings. by_places:
-- the lists are the first places (the years closed before gave welfare priority by a share of all points).
ALTER TABLE years ADD COLUMN last_entry INTEGER NOT NULL DEFAULT 0;
ALTER TABLE years ADD COLUMN last_confirmation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE years ADD COLUMN last_posting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE years ADD COLUMN by_places INTEGER NOT NULL DEFAULT 0
    CONSTRAINT years_by_places CHECK (by_places IN (0, 1));
UPDATE years SET
    last_entry = COALESCE((SELECT MAX(e.id) FROM entries e WHERE e.at_ms < years.closed_ms), 0),
    last_confirmation = COALESCE((SELECT MAX(c.id) FROM confirmations c WHERE c.at_ms < years.closed_ms), 0),
    last_posting = COALESCE((SELECT MAX(p.id) FROM postings p WHERE p.at_ms < years.closed_ms), 0);

-- What breaks a tie over the edge of a list, and who is still equal there.
ALTER TABLE honours ADD COLUMN merits INTEGER NOT NULL DEFAULT 0 CONSTRAINT honours_merits CHECK (merits >= 0);
ALTER TABLE honours ADD COLUMN deductions INTEGER NOT NULL DEFAULT 0
    CONSTRAINT honours_deductions CHECK (deductions >= 0);
ALTER TABLE honours ADD COLUMN honoured_tied INTEGER NOT NULL DEFAULT 0
    CONSTRAINT honours_honoured_tied CHECK (honoured_tied IN (0, 1));
ALTER TABLE honours ADD COLUMN welfare_tied INTEGER NOT NULL DEFAULT 0
    CONSTRAINT honours_welfare_tied CHECK (welfare_tied IN (0, 1));

-- The newest instant that the calendar trusted, and by how many milliseconds the clock has jumped since; 0 = it is right.
CREATE TABLE clock (
    id INTEGER NOT NULL PRIMARY KEY CONSTRAINT clock_one CHECK (id = 1),
    trusted_ms INTEGER NOT NULL,
    jumped_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
