-- Which photos an entry and a claim have has a digest from here on; the program notes the rows as they stand
-- (storage/digests.py).
SELECT 1;
