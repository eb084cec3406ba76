-- Telephone numbers are kept as tokens, wherever they stand; see storage/cipher.py. Which key made them:
CREATE TABLE cipher_key (
    id BIGINT NOT NULL PRIMARY KEY CONSTRAINT cipher_key_one CHECK (id = 1),
    fingerprint TEXT NOT NULL
);

-- A keyed hash of a number's last four digits, by which officers ask for it.
ALTER TABLE household_phones ADD COLUMN tail TEXT;
CREATE INDEX household_phones_by_tail ON household_phones (tail);
