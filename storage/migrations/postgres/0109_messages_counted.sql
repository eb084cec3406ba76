-- How many messages came in and went out, so that the audit misses those that are deleted by hand (storage/counted.py).
-- Each connection counts in a row of its own: nobody waits for anybody.
CREATE TABLE counted (
    name TEXT NOT NULL PRIMARY KEY,
    many BIGINT NOT NULL
);
INSERT INTO counted (name, many) SELECT 'inbox:0', COUNT(*) FROM inbox HAVING COUNT(*) > 0;
INSERT INTO counted (name, many) SELECT 'outbox:0', COUNT(*) FROM outbox HAVING COUNT(*) > 0;
CREATE FUNCTION count_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counted (name, many) VALUES (TG_TABLE_NAME || ':' || pg_backend_pid(), 1)
        ON CONFLICT (name) DO UPDATE SET many = counted.many + 1;
    RETURN NULL;
END;
$$;
CREATE TRIGGER inbox_counted AFTER INSERT ON inbox
    FOR EACH ROW EXECUTE FUNCTION count_row();
CREATE TRIGGER outbox_counted AFTER INSERT ON outbox
    FOR EACH ROW EXECUTE FUNCTION count_row();
