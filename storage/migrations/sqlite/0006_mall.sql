-- What a village gives for points. number names the goods in texts. Units are on the shelf (stock), set aside for
-- somebody (held) or handed over (collected); only additions and corrections change how many there are in all.
-- most: how many one household may have in each quarter or year.
CREATE TABLE goods (
    id INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT NOT NULL CONSTRAINT goods_unit REFERENCES units (code),
    number INTEGER NOT NULL CONSTRAINT goods_number CHECK (number > 0),
    name TEXT NOT NULL,
    price INTEGER NOT NULL CONSTRAINT goods_price CHECK (price > 0),
    stock INTEGER NOT NULL DEFAULT 0 CONSTRAINT goods_stock CHECK (stock >= 0),
    held INTEGER NOT NULL DEFAULT 0 CONSTRAINT goods_held CHECK (held >= 0),
    collected INTEGER NOT NULL DEFAULT 0 CONSTRAINT goods_collected CHECK (collected >= 0),
    most INTEGER CONSTRAINT goods_most CHECK (most > 0),
    per TEXT CONSTRAINT goods_per CHECK (per IN ('quarter', 'year')),
    offered INTEGER NOT NULL DEFAULT 1 CONSTRAINT goods_offered CHECK (offered IN (0, 1)),
    CONSTRAINT goods_one_number UNIQUE (unit_code, number),
    CONSTRAINT goods_one_name UNIQUE (unit_code, name),
    CONSTRAINT goods_limit CHECK ((most IS NULL) = (per IS NULL))
) STRICT;

-- A household's goods, paid with its points of that year; price is that of one piece when it was reserved.
-- collector: whether somebody of the household came, or somebody else with the code.
CREATE TABLE redemptions (
    id INTEGER NOT NULL PRIMARY KEY,
    household_id INTEGER NOT NULL CONSTRAINT redemptions_household REFERENCES households (id),
    goods_id INTEGER NOT NULL CONSTRAINT redemptions_goods REFERENCES goods (id),
    quantity INTEGER NOT NULL CONSTRAINT redemptions_quantity CHECK (quantity > 0),
    price INTEGER NOT NULL CONSTRAINT redemptions_price CHECK (price > 0),
    year INTEGER NOT NULL,
    state TEXT NOT NULL CONSTRAINT redemptions_state
        CHECK (state IN ('reserved', 'collected', 'cancelled', 'expired')),
    code TEXT NOT NULL CONSTRAINT redemptions_one_code UNIQUE,
    officer_id INTEGER CONSTRAINT redemptions_officer REFERENCES officers (id),
    phone TEXT,
    made_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    ended_by INTEGER CONSTRAINT redemptions_ender REFERENCES officers (id),
    collector TEXT CONSTRAINT redemptions_collector CHECK (collector IN ('self', 'other')),
    key TEXT NOT NULL CONSTRAINT redemptions_once UNIQUE,
    CONSTRAINT redemptions_ended CHECK ((state = 'reserved') = (ended_ms IS NULL)),
    CONSTRAINT redemptions_collected CHECK (
        (state = 'collected') = (collector IS NOT NULL) AND (state <> 'collected' OR ended_by IS NOT NULL)
    )
) STRICT;
CREATE INDEX redemptions_by_household ON redemptions (household_id, made_ms);
CREATE INDEX redemptions_by_goods ON redemptions (goods_id, state);
CREATE INDEX redemptions_to_expire ON redemptions (expires_ms) WHERE state = 'reserved';

-- Every move of goods; never changed, never deleted. add and correct change how many there are, and are signed.
CREATE TABLE stock_movements (
    id INTEGER NOT NULL PRIMARY KEY,
    goods_id INTEGER NOT NULL CONSTRAINT stock_movements_goods REFERENCES goods (id),
    kind TEXT NOT NULL CONSTRAINT stock_movements_kind
        CHECK (kind IN ('add', 'correct', 'hold', 'release', 'collect')),
    quantity INTEGER NOT NULL,
    reason TEXT NOT NULL,
    officer_id INTEGER CONSTRAINT stock_movements_officer REFERENCES officers (id),
    confirmed_by INTEGER CONSTRAINT stock_movements_confirmer REFERENCES officers (id),
    redemption_id INTEGER CONSTRAINT stock_movements_redemption REFERENCES redemptions (id),
    at_ms INTEGER NOT NULL,
    key TEXT NOT NULL CONSTRAINT stock_movements_once UNIQUE,
    CONSTRAINT stock_movements_quantity CHECK (quantity > 0 OR (kind = 'correct' AND quantity < 0)),
    CONSTRAINT stock_movements_about
        CHECK ((kind IN ('hold', 'release', 'collect')) = (redemption_id IS NOT NULL)),
    CONSTRAINT stock_movements_second_is_another CHECK (confirmed_by <> officer_id)
) STRICT;
CREATE INDEX stock_movements_by_goods ON stock_movements (goods_id);

-- A correction of the stock that one officer may not make alone; it is made when another officer confirms it, and once.
CREATE TABLE stock_proposals (
    id INTEGER NOT NULL PRIMARY KEY,
    goods_id INTEGER NOT NULL CONSTRAINT stock_proposals_goods REFERENCES goods (id),
    quantity INTEGER NOT NULL CONSTRAINT stock_proposals_quantity CHECK (quantity <> 0),
    reason TEXT NOT NULL,
    officer_id INTEGER NOT NULL CONSTRAINT stock_proposals_officer REFERENCES officers (id),
    made_ms INTEGER NOT NULL,
    done_ms INTEGER
) STRICT;
CREATE INDEX stock_proposals_by_goods ON stock_proposals (goods_id);

-- Goods that a villager asked for by text: reserved when the code is sent back from the same phone.
CREATE TABLE orders (
    id INTEGER NOT NULL PRIMARY KEY,
    phone TEXT NOT NULL,
    household_id INTEGER NOT NULL CONSTRAINT orders_household REFERENCES households (id),
    goods_id INTEGER NOT NULL CONSTRAINT orders_goods REFERENCES goods (id),
    quantity INTEGER NOT NULL CONSTRAINT orders_quantity CHECK (quantity > 0),
    code TEXT NOT NULL CONSTRAINT orders_code CHECK (length(code) = 4),
    made_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    closed_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX orders_one_open ON orders (phone) WHERE closed_ms IS NULL;
CREATE INDEX orders_by_phone ON orders (phone, made_ms);
