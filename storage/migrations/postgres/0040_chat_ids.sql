-- The ids that a chat platform gives are text. Chats and people are named with their platform, "telegram:-1001":
-- whatever was written so far was written on that one.
ALTER TABLE officers ALTER COLUMN chat_user TYPE TEXT USING 'telegram:' || chat_user;
ALTER TABLE chats ALTER COLUMN chat_id TYPE TEXT USING 'telegram:' || chat_id, ALTER COLUMN topic TYPE TEXT;
ALTER TABLE town_chats ALTER COLUMN chat_id TYPE TEXT USING 'telegram:' || chat_id, ALTER COLUMN topic TYPE TEXT;
ALTER TABLE prompts ALTER COLUMN chat_id TYPE TEXT USING 'telegram:' || chat_id;

UPDATE inbox SET place = 'telegram:' || place WHERE source = 'chat';
UPDATE albums SET key = 'telegram:' || key;
UPDATE evidence SET album = 'telegram:' || album, file_unique_id = 'telegram:' || file_unique_id
WHERE album IS NOT NULL;

-- The number at a path becomes a text with something before it; nothing is added where there is none.
CREATE FUNCTION pg_temp.named(payload JSONB, path TEXT[], prefix TEXT) RETURNS JSONB LANGUAGE SQL AS '
    SELECT CASE jsonb_typeof(payload #> path)
        WHEN ''number'' THEN jsonb_set(payload, path, to_jsonb(prefix || (payload #>> path)))
        ELSE payload
    END
';
UPDATE prompts SET payload = pg_temp.named(pg_temp.named(pg_temp.named(
    payload::jsonb, '{asker}', 'telegram:'), '{message}', ''), '{replies_to}', '')::text
WHERE payload IS JSON OBJECT;
UPDATE outbox SET target = 'telegram:' || target WHERE lane = 'chat';
UPDATE outbox SET payload = pg_temp.named(pg_temp.named(pg_temp.named(
    payload::jsonb, '{message}', ''), '{place,topic}', ''), '{place,answers}', '')::text
WHERE lane = 'chat' AND payload IS JSON OBJECT;
UPDATE outbox SET payload = pg_temp.named(pg_temp.named(pg_temp.named(
    payload::jsonb, '{chat}', 'telegram:'), '{topic}', ''), '{message}', '')::text
WHERE lane = 'evidence' AND payload IS JSON OBJECT;
DROP FUNCTION pg_temp.named;
