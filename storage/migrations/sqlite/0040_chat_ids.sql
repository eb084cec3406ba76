-- The ids that a chat platform gives are text. Chats and people are named with their platform, "telegram:-1001":
-- whatever was written so far was written on that one. SQLite changes a column's type only by making the table anew;
-- what refers to it is checked when the transaction ends.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE officers_kept AS SELECT * FROM officers;
DROP TABLE officers;
CREATE TABLE officers (
    id INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT officers_role CHECK (role IN ('specialist', 'assessor', 'supervisor')),
    name TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT officers_status CHECK (status IN ('invited', 'active', 'ended')),
    chat_user TEXT,
    household_code TEXT,
    invite_hash TEXT,
    invited_ms INTEGER NOT NULL,
    joined_ms INTEGER,
    ended_ms INTEGER,
    CONSTRAINT officers_invite_once UNIQUE (invite_hash),
    CONSTRAINT officers_known CHECK (status <> 'active' OR chat_user IS NOT NULL)
) STRICT;
INSERT INTO officers (id, unit_code, role, name, status, chat_user, household_code, invite_hash, invited_ms, joined_ms,
    ended_ms)
    SELECT id, unit_code, role, name, status, 'telegram:' || chat_user, household_code, invite_hash, invited_ms,
        joined_ms, ended_ms FROM officers_kept;
DROP TABLE officers_kept;
CREATE UNIQUE INDEX officers_one_active ON officers (chat_user, unit_code) WHERE status = 'active';

CREATE TABLE chats_kept AS SELECT * FROM chats;
DROP TABLE chats;
CREATE TABLE chats (
    chat_id TEXT NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL CONSTRAINT chats_unit REFERENCES units (code),
    bound_ms INTEGER NOT NULL,
    bound_by INTEGER NOT NULL CONSTRAINT chats_officer REFERENCES officers (id),
    closed_ms INTEGER,
    topic TEXT,
    CONSTRAINT chats_one_a_unit UNIQUE (unit_code)
) STRICT;
INSERT INTO chats (chat_id, unit_code, bound_ms, bound_by, closed_ms, topic)
    SELECT 'telegram:' || chat_id, unit_code, bound_ms, bound_by, closed_ms, CAST(topic AS TEXT) FROM chats_kept;
DROP TABLE chats_kept;

CREATE TABLE town_chats_kept AS SELECT * FROM town_chats;
DROP TABLE town_chats;
CREATE TABLE town_chats (
    chat_id TEXT NOT NULL PRIMARY KEY,
    prefix TEXT NOT NULL,
    bound_ms INTEGER NOT NULL,
    bound_by INTEGER NOT NULL CONSTRAINT town_chats_officer REFERENCES officers (id),
    closed_ms INTEGER,
    topic TEXT,
    CONSTRAINT town_chats_once UNIQUE (prefix)
) STRICT;
INSERT INTO town_chats (chat_id, prefix, bound_ms, bound_by, closed_ms, topic)
    SELECT 'telegram:' || chat_id, prefix, bound_ms, bound_by, closed_ms, CAST(topic AS TEXT) FROM town_chats_kept;
DROP TABLE town_chats_kept;

CREATE TABLE prompts_kept AS SELECT * FROM prompts;
DROP TABLE prompts;
CREATE TABLE prompts (
    token TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    officer_id INTEGER CONSTRAINT prompts_officer REFERENCES officers (id),
    chat_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    used_ms INTEGER
) STRICT;
INSERT INTO prompts (token, kind, officer_id, chat_id, payload, made_ms, used_ms)
    SELECT token, kind, officer_id, 'telegram:' || chat_id,
        -- Nothing is added where there is nothing, and null stays null.
        CASE WHEN json_valid(payload) THEN json_replace(
            payload,
            '$.asker', 'telegram:' || json_extract(payload, '$.asker'),
            '$.message', CAST(json_extract(payload, '$.message') AS TEXT),
            '$.replies_to', CAST(json_extract(payload, '$.replies_to') AS TEXT)
        ) ELSE payload END,
        made_ms, used_ms FROM prompts_kept;
DROP TABLE prompts_kept;
CREATE INDEX prompts_by_chat ON prompts (chat_id);

UPDATE inbox SET place = 'telegram:' || place WHERE source = 'chat';
UPDATE albums SET key = 'telegram:' || key;
UPDATE evidence SET album = 'telegram:' || album, file_unique_id = 'telegram:' || file_unique_id
WHERE album IS NOT NULL;

UPDATE outbox SET target = 'telegram:' || target WHERE lane = 'chat';
UPDATE outbox SET payload = json_replace(
    payload,
    '$.message', CAST(json_extract(payload, '$.message') AS TEXT),
    '$.place.topic', CAST(json_extract(payload, '$.place.topic') AS TEXT),
    '$.place.answers', CAST(json_extract(payload, '$.place.answers') AS TEXT)
) WHERE lane = 'chat' AND json_valid(payload);
UPDATE outbox SET payload = json_replace(
    payload,
    '$.chat', 'telegram:' || json_extract(payload, '$.chat'),
    '$.topic', CAST(json_extract(payload, '$.topic') AS TEXT),
    '$.message', CAST(json_extract(payload, '$.message') AS TEXT)
) WHERE lane = 'evidence' AND json_valid(payload);
