-- Rounds, closed years, what the town adds to a unit's year, who was looked at, photos and links to own pages have
-- digests from here on; the program notes the rows as they stand (storage/digests.py).
SELECT 1;
