-- For each SMS channel, up to which instant of its own clock every text that it took in for us is in the inbox.
CREATE TABLE inbound_marks (
    channel TEXT NOT NULL PRIMARY KEY,
    heard_ms INTEGER NOT NULL
) STRICT;
