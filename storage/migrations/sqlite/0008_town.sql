-- The supervisors' own group: prefix names the units that it is about.
CREATE TABLE town_chats (
    chat_id INTEGER NOT NULL PRIMARY KEY,
    prefix TEXT NOT NULL,
    bound_ms INTEGER NOT NULL,
    bound_by INTEGER NOT NULL CONSTRAINT town_chats_officer REFERENCES officers (id),
    CONSTRAINT town_chats_once UNIQUE (prefix)
) STRICT;

-- What a unit gains and loses in the year's appraisal, each with its reason.
CREATE TABLE assessments (
    id INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL CONSTRAINT assessments_unit REFERENCES units (code),
    year INTEGER NOT NULL,
    points INTEGER NOT NULL CONSTRAINT assessments_points CHECK (points <> 0),
    reason TEXT NOT NULL CONSTRAINT assessments_reason CHECK (length(reason) > 0),
    officer_id INTEGER NOT NULL CONSTRAINT assessments_officer REFERENCES officers (id),
    at_ms INTEGER NOT NULL,
    key TEXT NOT NULL,
    CONSTRAINT assessments_once UNIQUE (key)
) STRICT;
CREATE INDEX assessments_by_unit ON assessments (unit_code, year);
