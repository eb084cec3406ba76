-- The last day on which a reply had to wait for the next one, as the SIM's limit was reached; '' = none did.
ALTER TABLE own_phones ADD COLUMN held_day TEXT NOT NULL DEFAULT '';
