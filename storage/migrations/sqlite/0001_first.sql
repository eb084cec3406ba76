-- Instants are milliseconds since the epoch (…_ms), days are ISO dates, JSON is text, yes and no are 1 and 0.

CREATE TABLE units (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    CONSTRAINT units_name_once UNIQUE (name)
) STRICT;

CREATE TABLE households (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    unit_code TEXT NOT NULL CONSTRAINT households_unit REFERENCES units (code),
    grp INTEGER NOT NULL CONSTRAINT households_grp CHECK (grp > 0),
    number INTEGER NOT NULL CONSTRAINT households_number CHECK (number > 0),
    head TEXT NOT NULL,
    joined_round TEXT NOT NULL,
    joined_on TEXT NOT NULL CONSTRAINT households_joined_on CHECK (length(joined_on) = 10),
    left_on TEXT CONSTRAINT households_left_on CHECK (length(left_on) = 10),
    CONSTRAINT households_code_once UNIQUE (code),
    CONSTRAINT households_place_once UNIQUE (unit_code, grp, number)
) STRICT;
CREATE INDEX households_by_head ON households (unit_code, head);

CREATE TABLE household_phones (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT household_phones_household REFERENCES households (id),
    phone TEXT NOT NULL CONSTRAINT household_phones_e164 CHECK (phone LIKE '+%'),
    position INTEGER NOT NULL,
    CONSTRAINT household_phones_once UNIQUE (household_id, phone)
) STRICT;
CREATE INDEX household_phones_by_phone ON household_phones (phone);

-- Kept in both directions, so that one look-up answers.
CREATE TABLE kin (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT kin_household REFERENCES households (id),
    kin_id INTEGER NOT NULL CONSTRAINT kin_kin REFERENCES households (id),
    CONSTRAINT kin_once UNIQUE (household_id, kin_id),
    CONSTRAINT kin_different CHECK (household_id <> kin_id)
) STRICT;

CREATE TABLE rulebook_versions (
    hash TEXT NOT NULL PRIMARY KEY,
    town_text TEXT NOT NULL,
    overlay_text TEXT NOT NULL,
    stored_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE rounds (
    id INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL CONSTRAINT rounds_unit REFERENCES units (code),
    key TEXT NOT NULL,
    year INTEGER NOT NULL,
    first_day TEXT NOT NULL CONSTRAINT rounds_first_day CHECK (length(first_day) = 10),
    after_day TEXT NOT NULL CONSTRAINT rounds_after_day CHECK (length(after_day) = 10),
    state TEXT NOT NULL CONSTRAINT rounds_state CHECK (state IN ('open', 'published', 'final')),
    rulebook_hash TEXT NOT NULL CONSTRAINT rounds_rulebook REFERENCES rulebook_versions (hash),
    opened_ms INTEGER NOT NULL,
    closed_ms INTEGER,
    CONSTRAINT rounds_once UNIQUE (unit_code, key),
    CONSTRAINT rounds_days CHECK (first_day < after_day),
    CONSTRAINT rounds_closed CHECK ((state = 'open') = (closed_ms IS NULL))
) STRICT;
CREATE UNIQUE INDEX rounds_one_open ON rounds (unit_code) WHERE state = 'open';

-- score is NULL for a household that is excused, which is not 0.
CREATE TABLE scores (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT scores_household REFERENCES households (id),
    round_id INTEGER NOT NULL CONSTRAINT scores_round REFERENCES rounds (id),
    unit_code TEXT NOT NULL,
    score INTEGER CONSTRAINT scores_score CHECK (score >= 0),
    CONSTRAINT scores_once UNIQUE (household_id, round_id)
) STRICT;
CREATE INDEX scores_by_rank ON scores (round_id, score);

CREATE TABLE accounts (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT accounts_household REFERENCES households (id),
    unit_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    earned INTEGER NOT NULL CONSTRAINT accounts_earned CHECK (earned >= 0),
    rounds INTEGER NOT NULL CONSTRAINT accounts_rounds CHECK (rounds >= 0),
    vetoes INTEGER NOT NULL DEFAULT 0 CONSTRAINT accounts_vetoes CHECK (vetoes >= 0),
    CONSTRAINT accounts_once UNIQUE (household_id, year)
) STRICT;
CREATE INDEX accounts_by_rank ON accounts (unit_code, year, vetoes, earned);

-- unit_code is a unit or a prefix that names everything under it.
CREATE TABLE officers (
    id INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT officers_role CHECK (role IN ('specialist', 'assessor', 'supervisor')),
    name TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT officers_status CHECK (status IN ('invited', 'active', 'ended')),
    chat_user INTEGER,
    household_code TEXT,
    invite_hash TEXT,
    invited_ms INTEGER NOT NULL,
    joined_ms INTEGER,
    ended_ms INTEGER,
    CONSTRAINT officers_invite_once UNIQUE (invite_hash),
    CONSTRAINT officers_known CHECK (status <> 'active' OR chat_user IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX officers_one_active ON officers (chat_user, unit_code) WHERE status = 'active';

CREATE TABLE chats (
    chat_id INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL CONSTRAINT chats_unit REFERENCES units (code),
    bound_ms INTEGER NOT NULL,
    bound_by INTEGER NOT NULL CONSTRAINT chats_officer REFERENCES officers (id),
    CONSTRAINT chats_one_a_unit UNIQUE (unit_code)
) STRICT;

CREATE TABLE evidence (
    id INTEGER NOT NULL PRIMARY KEY,
    file_unique_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT evidence_state CHECK (state IN ('pending', 'kept', 'refused', 'lost')),
    sha256 TEXT,
    bytes INTEGER,
    posted_ms INTEGER NOT NULL,
    CONSTRAINT evidence_once UNIQUE (file_unique_id),
    CONSTRAINT evidence_kept CHECK (state <> 'kept' OR sha256 IS NOT NULL)
) STRICT;

CREATE TABLE entries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    household_id INTEGER NOT NULL CONSTRAINT entries_household REFERENCES households (id),
    round_id INTEGER NOT NULL CONSTRAINT entries_round REFERENCES rounds (id),
    unit_code TEXT NOT NULL,
    item TEXT NOT NULL,
    points INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    day TEXT NOT NULL CONSTRAINT entries_day CHECK (length(day) = 10),
    officer_id INTEGER CONSTRAINT entries_officer REFERENCES officers (id),
    officer_name TEXT NOT NULL,
    source TEXT NOT NULL CONSTRAINT entries_source CHECK (source IN ('chat', 'cli', 'sms', 'system')),
    reason TEXT NOT NULL,
    reverses INTEGER CONSTRAINT entries_reversed REFERENCES entries (id),
    evidence_id INTEGER CONSTRAINT entries_evidence REFERENCES evidence (id),
    key TEXT NOT NULL,
    CONSTRAINT entries_reversed_once UNIQUE (reverses),
    CONSTRAINT entries_key_once UNIQUE (key)
) STRICT;
CREATE INDEX entries_by_household ON entries (household_id, round_id);
CREATE INDEX entries_by_round ON entries (round_id);

CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN
    SELECT RAISE(ABORT, 'entries are never changed');
END;
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'entries are never deleted');
END;

CREATE TABLE confirmations (
    id INTEGER NOT NULL PRIMARY KEY,
    entry_id INTEGER NOT NULL CONSTRAINT confirmations_entry REFERENCES entries (id),
    officer_id INTEGER NOT NULL CONSTRAINT confirmations_officer REFERENCES officers (id),
    at_ms INTEGER NOT NULL,
    CONSTRAINT confirmations_once UNIQUE (entry_id, officer_id)
) STRICT;

CREATE TABLE prompts (
    token TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    officer_id INTEGER CONSTRAINT prompts_officer REFERENCES officers (id),
    chat_id INTEGER NOT NULL,
    payload TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    used_ms INTEGER
) STRICT;
CREATE INDEX prompts_by_chat ON prompts (chat_id);

CREATE TABLE inbox (
    id INTEGER NOT NULL PRIMARY KEY,
    source TEXT NOT NULL CONSTRAINT inbox_source CHECK (source IN ('chat', 'sms', 'status')),
    key TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    sender TEXT,
    replied INTEGER NOT NULL CONSTRAINT inbox_replied CHECK (replied IN (0, 1)),
    reply TEXT,
    error TEXT,
    CONSTRAINT inbox_once UNIQUE (source, key)
) STRICT;
CREATE INDEX inbox_by_sender ON inbox (source, sender, received_ms);

CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    lane TEXT NOT NULL CONSTRAINT outbox_lane CHECK (lane IN ('chat', 'sms', 'evidence')),
    target TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT NOT NULL,
    urgent INTEGER NOT NULL CONSTRAINT outbox_urgent CHECK (urgent IN (0, 1)),
    state TEXT NOT NULL CONSTRAINT outbox_state
        CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'unknown', 'failed', 'dropped')),
    attempts INTEGER NOT NULL CONSTRAINT outbox_attempts CHECK (attempts >= 0),
    due_ms INTEGER NOT NULL,
    posted_ms INTEGER NOT NULL,
    leased_ms INTEGER,
    settled_ms INTEGER,
    external_id TEXT,
    error TEXT,
    CONSTRAINT outbox_once UNIQUE (key)
) STRICT;
CREATE INDEX outbox_to_claim ON outbox (lane, urgent DESC, due_ms, id) WHERE state = 'queued';
CREATE INDEX outbox_by_target ON outbox (lane, target, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_by_external_id ON outbox (external_id);
CREATE INDEX outbox_by_lease ON outbox (state, leased_ms);

CREATE TABLE optouts (
    phone TEXT NOT NULL PRIMARY KEY,
    at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE notices (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT notices_household REFERENCES households (id),
    unit_code TEXT NOT NULL,
    quarter TEXT NOT NULL,
    kind TEXT NOT NULL,
    queued_ms INTEGER NOT NULL,
    phone TEXT,
    outbox_id INTEGER CONSTRAINT notices_outbox REFERENCES outbox (id),
    unreached TEXT CONSTRAINT notices_unreached CHECK (unreached IN ('no-phone', 'opted-out')),
    CONSTRAINT notices_once UNIQUE (household_id, quarter, kind)
) STRICT;
CREATE INDEX notices_by_unit ON notices (unit_code, quarter);

-- Periodic work, done once a period.
CREATE TABLE jobs (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    period TEXT NOT NULL,
    ran_ms INTEGER NOT NULL,
    CONSTRAINT jobs_once UNIQUE (name, period)
) STRICT;
