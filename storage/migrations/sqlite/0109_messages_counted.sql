-- How many messages came in and went out, so that the audit misses those that are deleted by hand (storage/counted.py).
CREATE TABLE counted (
    name TEXT NOT NULL PRIMARY KEY,
    many INTEGER NOT NULL
);
INSERT INTO counted (name, many) SELECT 'inbox:0', COUNT(*) FROM inbox HAVING COUNT(*) > 0;
INSERT INTO counted (name, many) SELECT 'outbox:0', COUNT(*) FROM outbox HAVING COUNT(*) > 0;
CREATE TRIGGER inbox_counted AFTER INSERT ON inbox
BEGIN
    INSERT INTO counted (name, many) VALUES ('inbox:0', 1) ON CONFLICT (name) DO UPDATE SET many = many + 1;
END;
CREATE TRIGGER outbox_counted AFTER INSERT ON outbox
BEGIN
    INSERT INTO counted (name, many) VALUES ('outbox:0', 1) ON CONFLICT (name) DO UPDATE SET many = many + 1;
END;
