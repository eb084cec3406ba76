-- Since when every message is still in the inbox; what was older when this was applied may be gone.
INSERT INTO pruned (name, upto) SELECT 'inbox', MAX(received_ms) + 1 FROM inbox HAVING COUNT(*) > 0;
