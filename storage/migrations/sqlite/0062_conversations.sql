-- memory: what the next text of the same number may answer, within ten minutes, as JSON.
-- said: a digest of what the text said, to know the same text again within a minute.
ALTER TABLE inbox ADD COLUMN memory TEXT;
ALTER TABLE inbox ADD COLUMN said TEXT;
