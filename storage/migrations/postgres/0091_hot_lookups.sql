-- Asked for with every message: the names of a unit, from the index alone; and what a chat missed, which is seldom any,
-- without reading all that ever went out.
DROP INDEX households_by_head;
CREATE INDEX households_by_head ON households (unit_code, head, left_on);
CREATE INDEX outbox_missed ON outbox (target) WHERE closed = 1;
