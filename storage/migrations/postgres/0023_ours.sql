-- ours = 1: the platform brought it to no phone because of our own account or sender; that says nothing of the number.
ALTER TABLE text_attempts ADD COLUMN ours BIGINT NOT NULL DEFAULT 0 CONSTRAINT text_attempts_ours CHECK (ours IN (0, 1));
-- closed = 1 on a text: the platform refuses it for our own account or sender, and a person has to mend that.
