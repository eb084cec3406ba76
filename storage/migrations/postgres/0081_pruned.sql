-- Old messages go a few at a time: up to which row a table was looked through.
CREATE TABLE pruned (
    name TEXT NOT NULL PRIMARY KEY,
    upto BIGINT NOT NULL
);
CREATE INDEX prompts_by_age ON prompts (made_ms);
-- A delivery that goes is looked for among the notices.
CREATE INDEX notices_by_delivery ON notices (outbox_id);
