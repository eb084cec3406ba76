-- A household's score in the round of a day, locked, and the entries that make it, in one round trip. Every statement of
-- the function sees what is committed when it begins: the second one reads once nobody else holds the score.
CREATE FUNCTION score_under_lock(home BIGINT, on_day TEXT) RETURNS TABLE (standing JSON, entries JSON)
LANGUAGE plpgsql AS $$
DECLARE locked BIGINT;
BEGIN
    SELECT s.round_id INTO locked FROM scores s JOIN rounds o ON o.id = s.round_id
        WHERE s.household_id = home AND o.first_day <= on_day AND o.after_day > on_day FOR UPDATE OF s;
    IF locked IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT
        (SELECT json_agg(t) FROM (
            SELECT o.id AS round_id, o.unit_code AS round_unit, o.key, o.first_day, o.after_day, o.state,
                o.rulebook_hash, o.final_on, s.score, s.disputes
            FROM scores s JOIN rounds o ON o.id = s.round_id WHERE s.household_id = home AND s.round_id = locked) t),
        (SELECT json_agg(t) FROM (
            SELECT e.id, e.household_id, e.round_id, e.item, e.points, e.at_ms, e.day, e.officer_id, e.officer_name,
                e.source, e.reason, e.reverses, r.id AS reversed_by, v.sha256 AS evidence, e.evidence_id
            FROM entries e LEFT JOIN entries r ON r.reverses = e.id LEFT JOIN evidence v ON v.id = e.evidence_id
            WHERE e.household_id = home AND e.round_id = locked ORDER BY e.id) t);
END
$$;
