-- When each part last showed that it lives, by being able to write.
CREATE TABLE heartbeats (
    name TEXT NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL
);
