-- What keeps messages from coming in is called by where they come in, and a phone's wrong signature like any other's.
ALTER TABLE troubles RENAME COLUMN door TO endpoint;
ALTER TABLE troubles RENAME COLUMN ill TO kind;
UPDATE troubles SET kind = 'signature' WHERE kind = 'phone-signature';
