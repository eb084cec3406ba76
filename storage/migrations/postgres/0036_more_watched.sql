-- Invitations, groups, numbers that want no notices, what moved goods, and all that waits for a second officer have
-- digests from here on; the program notes the rows as they stand (storage/digests.py), which SQL cannot on SQLite.
SELECT 1;
