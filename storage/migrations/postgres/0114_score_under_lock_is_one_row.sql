-- It gives one row or none. Taken for a thousand, as PostgreSQL takes any such function, it made the plan for any values
-- look so much dearer than one for these that the statement which begins each message was planned anew every time.
ALTER FUNCTION score_under_lock(BIGINT, TEXT) ROWS 1;
