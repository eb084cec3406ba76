-- What came in on one day is counted: how many strangers were answered.
CREATE INDEX inbox_by_time ON inbox (source, received_ms);
