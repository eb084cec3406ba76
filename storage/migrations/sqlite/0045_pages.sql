-- Links to pages that one reader has: of a household, by the number that asked for it (empty: handed over on paper), or
-- of a supervisor. Only the hash of a link's token is kept. ended_ms: another took its place.
CREATE TABLE page_links (
    id INTEGER NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL CONSTRAINT page_links_token UNIQUE,
    household_id INTEGER CONSTRAINT page_links_household REFERENCES households (id),
    phone TEXT,
    officer_id INTEGER CONSTRAINT page_links_officer REFERENCES officers (id),
    made_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    CONSTRAINT page_links_whose CHECK ((household_id IS NULL) <> (officer_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX page_links_of_phone ON page_links (household_id, phone) WHERE ended_ms IS NULL;
CREATE UNIQUE INDEX page_links_of_officer ON page_links (officer_id) WHERE ended_ms IS NULL;

-- Forms that were sent by a page, each once by its key, and what was answered.
CREATE TABLE page_posts (
    id INTEGER NOT NULL PRIMARY KEY,
    link_id INTEGER NOT NULL CONSTRAINT page_posts_link REFERENCES page_links (id),
    key TEXT NOT NULL,
    handled TEXT CONSTRAINT page_posts_handled CHECK (handled IN ('done', 'refused', 'asked')),
    reply TEXT,
    at_ms INTEGER NOT NULL,
    CONSTRAINT page_posts_once UNIQUE (link_id, key)
) STRICT;
