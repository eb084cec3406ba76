-- Numbered choices below messages, where there can be no buttons: they are answered by number, after a restart as well.
-- parcel is the message's number in the outbox, mark a short name of its text, data what buttons would carry, as JSON.
CREATE TABLE offers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    chat TEXT NOT NULL,
    parcel INTEGER NOT NULL CONSTRAINT offers_once UNIQUE,
    first_number INTEGER NOT NULL CONSTRAINT offers_first CHECK (first_number > 0),
    data TEXT NOT NULL,
    mark TEXT NOT NULL
) STRICT;
CREATE INDEX offers_by_chat ON offers (chat, id);
