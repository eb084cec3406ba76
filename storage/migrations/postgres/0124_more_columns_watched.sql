-- What a message says has its digest in its row from here on, and so have more columns of claims, objections, redemptions,
-- officers, photos and links, and whom a notice did not reach; the program notes the rows as they stand (storage/digests.py).
ALTER TABLE inbox ADD COLUMN digest TEXT;
ALTER TABLE outbox ADD COLUMN digest TEXT;
-- By which numbers that a household once had are known again, without keeping them (Cipher.hash_of_numbers).
ALTER TABLE household_changes ADD COLUMN was_hash TEXT NOT NULL DEFAULT '';
