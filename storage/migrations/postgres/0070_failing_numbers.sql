-- Numbers at which the last text failed for good: since when, and since when no text goes there any more, as a second one
-- failed as well.
CREATE TABLE failing_numbers (
    phone TEXT NOT NULL PRIMARY KEY,
    failed_ms BIGINT NOT NULL,
    set_aside_ms BIGINT
);
