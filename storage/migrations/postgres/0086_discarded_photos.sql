-- Photos whose files are to be deleted: a file cannot go with a commit, so that it goes is kept until it is gone.
CREATE TABLE discarded_photos (
    sha256 TEXT NOT NULL PRIMARY KEY,
    discarded_ms BIGINT NOT NULL
);
