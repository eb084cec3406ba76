-- The few households of a unit that have left it: what they earned is ranked no more (storage/standings.py).
CREATE INDEX households_left ON households (unit_code, left_on) WHERE left_on IS NOT NULL;
