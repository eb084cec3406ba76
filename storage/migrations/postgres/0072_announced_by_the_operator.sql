-- officer_id NULL: the operator made it known, from the command line.
ALTER TABLE announcements ALTER COLUMN officer_id DROP NOT NULL;
