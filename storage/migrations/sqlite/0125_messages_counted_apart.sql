-- Messages are counted by day, kind and chat, so that the audit says where some were deleted (storage/counted.py).
INSERT INTO counted (name, many)
    SELECT 'inbox:?:?::0', (SELECT COALESCE(SUM(many), 0) FROM counted WHERE name LIKE 'inbox:%') - COUNT(*) FROM inbox;
INSERT INTO counted (name, many)
    SELECT 'outbox:?:?::0', (SELECT COALESCE(SUM(many), 0) FROM counted WHERE name LIKE 'outbox:%') - COUNT(*) FROM outbox;
DELETE FROM counted WHERE name NOT LIKE '%:?:?::0' OR many = 0;
DROP TRIGGER inbox_counted;
DROP TRIGGER outbox_counted;
CREATE TRIGGER inbox_counted AFTER INSERT ON inbox
BEGIN
    INSERT INTO counted (name, many) VALUES (
        'inbox:' || CAST((NEW.received_ms + 28800000) / 86400000 AS TEXT) || ':' || NEW.source || ':'
            || CASE WHEN NEW.source = 'chat' AND NEW.place IS NOT NULL THEN SUBSTR(NEW.place, 1, INSTR(NEW.place, ':')
                + INSTR(SUBSTR(NEW.place, INSTR(NEW.place, ':') + 1), ':') - 1) ELSE '' END || ':0',
        1
    ) ON CONFLICT (name) DO UPDATE SET many = many + 1;
END;
CREATE TRIGGER outbox_counted AFTER INSERT ON outbox
BEGIN
    INSERT INTO counted (name, many) VALUES (
        'outbox:' || CAST((NEW.posted_ms + 28800000) / 86400000 AS TEXT) || ':' || NEW.queue || ':'
            || CASE WHEN NEW.queue = 'chat' THEN NEW.target ELSE SUBSTR(NEW.key, 1, INSTR(NEW.key || ':', ':') - 1) END || ':0',
        1
    ) ON CONFLICT (name) DO UPDATE SET many = many + 1;
END;
INSERT INTO counted (name, many)
    SELECT 'inbox:' || CAST((received_ms + 28800000) / 86400000 AS TEXT) || ':' || source || ':'
        || CASE WHEN source = 'chat' AND place IS NOT NULL THEN
            SUBSTR(place, 1, INSTR(place, ':') + INSTR(SUBSTR(place, INSTR(place, ':') + 1), ':') - 1) ELSE '' END || ':0',
        COUNT(*)
    FROM inbox GROUP BY 1;
INSERT INTO counted (name, many)
    SELECT 'outbox:' || CAST((posted_ms + 28800000) / 86400000 AS TEXT) || ':' || queue || ':'
        || CASE WHEN queue = 'chat' THEN target ELSE SUBSTR(key, 1, INSTR(key || ':', ':') - 1) END || ':0',
        COUNT(*)
    FROM outbox GROUP BY 1;
