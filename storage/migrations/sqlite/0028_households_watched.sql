-- Two households are kin because one joined another: joined_id is the one that joined, empty for kin of any other reason.
-- When it comes back, what its joining made kin is so no more.
ALTER TABLE kin ADD COLUMN joined_id INTEGER CONSTRAINT kin_joined REFERENCES households (id);

-- A wish that a later one replaced says nothing any more: it may name telephone numbers.
UPDATE household_proposals SET wanted = '' WHERE EXISTS (
    SELECT 1 FROM household_proposals n WHERE n.household_id = household_proposals.household_id
    AND n.id > household_proposals.id
);
