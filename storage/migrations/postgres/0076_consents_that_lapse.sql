-- 'lapsed': a household that was asked whether it may be named has not answered in time.
ALTER TABLE announcements DROP CONSTRAINT announcements_state;
ALTER TABLE announcements
    ADD CONSTRAINT announcements_state CHECK (state IN ('asked', 'published', 'declined', 'lapsed', 'withdrawn'));
