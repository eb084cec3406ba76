-- Who told a household in person what a text did not bring it, and when.
ALTER TABLE notices ADD COLUMN visited_ms INTEGER;
ALTER TABLE notices ADD COLUMN visited_by INTEGER CONSTRAINT notices_visited_by REFERENCES officers (id);
