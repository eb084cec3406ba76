-- Where a message stands in its chat, "chat:message": it is found again when its text is changed.
ALTER TABLE inbox ADD COLUMN place TEXT;
CREATE INDEX inbox_by_place ON inbox (source, place) WHERE place IS NOT NULL;

-- The topic of a group in which it was bound: what answers nobody goes there.
ALTER TABLE chats ADD COLUMN topic BIGINT;
ALTER TABLE town_chats ADD COLUMN topic BIGINT;
