-- Who told a household in person what a text did not bring it, and when.
ALTER TABLE notices ADD COLUMN visited_ms BIGINT;
ALTER TABLE notices ADD COLUMN visited_by BIGINT CONSTRAINT notices_visited_by REFERENCES officers (id);
