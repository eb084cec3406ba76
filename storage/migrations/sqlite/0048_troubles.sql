-- What keeps the program from hearing or speaking at one of its doors, until it is over.
CREATE TABLE troubles (
    door TEXT NOT NULL PRIMARY KEY,
    ill TEXT NOT NULL,
    detail TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL
) STRICT;
