-- Whether whoever texts from the number says that it is not the household's: it is told nothing of the household.
ALTER TABLE optouts ADD COLUMN let_go BIGINT NOT NULL DEFAULT 0
    CONSTRAINT optouts_let_go CHECK (let_go IN (0, 1));
