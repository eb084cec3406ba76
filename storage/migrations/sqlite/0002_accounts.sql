-- A month that is over stays open until a specialist settles it, so several rounds of a unit may be open; one of them
-- is the current one. final_on is the first day on which a published round may become final.
DROP INDEX rounds_one_open;
ALTER TABLE rounds ADD COLUMN current INTEGER NOT NULL DEFAULT 0 CONSTRAINT rounds_current CHECK (current IN (0, 1));
ALTER TABLE rounds ADD COLUMN final_on TEXT CONSTRAINT rounds_final_on CHECK (length(final_on) = 10);
ALTER TABLE rounds ADD COLUMN finalised_ms INTEGER;
UPDATE rounds SET current = 1 WHERE state = 'open';
UPDATE rounds SET final_on = after_day, finalised_ms = closed_ms WHERE state = 'final';
CREATE UNIQUE INDEX rounds_one_current ON rounds (unit_code) WHERE current = 1;

-- How many open objections hold this household's round back.
ALTER TABLE scores ADD COLUMN disputes INTEGER NOT NULL DEFAULT 0 CONSTRAINT scores_disputes CHECK (disputes >= 0);

-- balance = the sum of the account's postings; a correction may take it below 0, spending never does.
ALTER TABLE accounts ADD COLUMN balance INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN lapsed INTEGER NOT NULL DEFAULT 0 CONSTRAINT accounts_lapsed CHECK (lapsed IN (0, 1));

-- What moved an account. round: its finalised points; correction: what changed in them later; hold and release: goods
-- reserved and given back; lapse: what was unspent at the year's end.
CREATE TABLE postings (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT postings_household REFERENCES households (id),
    year INTEGER NOT NULL,
    kind TEXT NOT NULL CONSTRAINT postings_kind CHECK (kind IN ('round', 'correction', 'hold', 'release', 'lapse')),
    points INTEGER NOT NULL CONSTRAINT postings_points CHECK (points <> 0),
    at_ms INTEGER NOT NULL,
    key TEXT NOT NULL,
    CONSTRAINT postings_once UNIQUE (key)
) STRICT;
CREATE INDEX postings_by_account ON postings (household_id, year);
INSERT INTO postings (household_id, year, kind, points, at_ms, key)
    SELECT a.household_id, a.year, 'round', a.earned, 0, 'before:' || a.year || ':' || a.household_id
    FROM accounts a WHERE a.earned <> 0;
UPDATE accounts SET balance = earned;
