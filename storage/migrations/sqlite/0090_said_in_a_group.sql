-- Whether it was said in the unit's group as it became public; of what is older, whether the unit has one today.
ALTER TABLE announcements ADD COLUMN in_group INTEGER NOT NULL DEFAULT 0
    CONSTRAINT announcements_in_group CHECK (in_group IN (0, 1));
UPDATE announcements SET in_group = 1
    WHERE public_ms IS NOT NULL AND unit_code IN (SELECT unit_code FROM chats);
