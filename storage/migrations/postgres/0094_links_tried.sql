-- Links that open nothing are counted as well, of everybody together.
ALTER TABLE wrong_codes DROP CONSTRAINT wrong_codes_kind;
ALTER TABLE wrong_codes ADD CONSTRAINT wrong_codes_kind CHECK (kind IN ('invitation', 'pickup', 'link'));
