-- What the next text of the same number may answer, within ten minutes, as JSON.
ALTER TABLE inbox ADD COLUMN memory TEXT;
