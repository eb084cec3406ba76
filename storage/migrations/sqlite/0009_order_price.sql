-- The price of one piece that the villager was told, and agrees to by sending the code back.
ALTER TABLE orders ADD COLUMN price INTEGER NOT NULL DEFAULT 0;
UPDATE orders SET price = (SELECT g.price FROM goods g WHERE g.id = orders.goods_id);
