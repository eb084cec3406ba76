-- What leaves is a delivery, and waits in a queue: the words of the field, as in the code.
ALTER TABLE outbox RENAME COLUMN lane TO queue;
ALTER TABLE offers RENAME COLUMN parcel TO delivery;
