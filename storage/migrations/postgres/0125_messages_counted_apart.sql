-- Messages are counted by day, kind and chat, so that the audit says where some were deleted (storage/counted.py).
INSERT INTO counted (name, many)
    SELECT 'inbox:?:?::0', (SELECT COALESCE(SUM(many), 0) FROM counted WHERE name LIKE 'inbox:%') - COUNT(*) FROM inbox;
INSERT INTO counted (name, many)
    SELECT 'outbox:?:?::0', (SELECT COALESCE(SUM(many), 0) FROM counted WHERE name LIKE 'outbox:%') - COUNT(*) FROM outbox;
DELETE FROM counted WHERE name NOT LIKE '%:?:?::0' OR many = 0;
DROP TRIGGER inbox_counted ON inbox;
DROP TRIGGER outbox_counted ON outbox;
DROP FUNCTION count_row();
CREATE FUNCTION count_inbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counted (name, many) VALUES (
        'inbox:' || CAST((NEW.received_ms + 28800000) / 86400000 AS TEXT) || ':' || NEW.source || ':'
            || CASE WHEN NEW.source = 'chat' AND NEW.place IS NOT NULL
                THEN SPLIT_PART(NEW.place, ':', 1) || ':' || SPLIT_PART(NEW.place, ':', 2) ELSE '' END
            || ':' || pg_backend_pid(),
        1
    ) ON CONFLICT (name) DO UPDATE SET many = counted.many + 1;
    RETURN NULL;
END;
$$;
CREATE FUNCTION count_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counted (name, many) VALUES (
        'outbox:' || CAST((NEW.posted_ms + 28800000) / 86400000 AS TEXT) || ':' || NEW.queue || ':'
            || CASE WHEN NEW.queue = 'chat' THEN NEW.target ELSE SPLIT_PART(NEW.key, ':', 1) END
            || ':' || pg_backend_pid(),
        1
    ) ON CONFLICT (name) DO UPDATE SET many = counted.many + 1;
    RETURN NULL;
END;
$$;
CREATE TRIGGER inbox_counted AFTER INSERT ON inbox
    FOR EACH ROW EXECUTE FUNCTION count_inbox();
CREATE TRIGGER outbox_counted AFTER INSERT ON outbox
    FOR EACH ROW EXECUTE FUNCTION count_outbox();
INSERT INTO counted (name, many)
    SELECT 'inbox:' || CAST((received_ms + 28800000) / 86400000 AS TEXT) || ':' || source || ':'
        || CASE WHEN source = 'chat' AND place IS NOT NULL
            THEN SPLIT_PART(place, ':', 1) || ':' || SPLIT_PART(place, ':', 2) ELSE '' END || ':0', COUNT(*)
    FROM inbox GROUP BY 1;
INSERT INTO counted (name, many)
    SELECT 'outbox:' || CAST((posted_ms + 28800000) / 86400000 AS TEXT) || ':' || queue || ':'
        || CASE WHEN queue = 'chat' THEN target ELSE SPLIT_PART(key, ':', 1) END || ':0', COUNT(*)
    FROM outbox GROUP BY 1;
