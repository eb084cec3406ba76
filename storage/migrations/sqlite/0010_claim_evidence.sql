-- The photo of a paper form; the entry that an approval makes has it as well.
ALTER TABLE claims ADD COLUMN evidence_id INTEGER CONSTRAINT claims_evidence REFERENCES evidence (id);
