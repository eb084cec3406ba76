-- What the program last wrote of a row that matters: subject is table:id, digest the SHA-256 of its columns. Who changes
-- such a row by hand does not change this, and the audit tells.
CREATE TABLE digests (
    subject TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL CONSTRAINT digests_digest CHECK (length(digest) = 64)
) STRICT;
