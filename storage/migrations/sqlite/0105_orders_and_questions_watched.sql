-- Orders that wait for their code, questions with buttons, and up to when messages may be gone have digests from here on;
-- the program notes the rows as they stand (storage/digests.py).
SELECT 1;
