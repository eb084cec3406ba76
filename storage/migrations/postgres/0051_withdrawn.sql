-- A household may withdraw its own open claim or objection: nobody decided it, and it waits no more.
ALTER TABLE claims
    DROP CONSTRAINT claims_state,
    DROP CONSTRAINT claims_decided,
    ADD CONSTRAINT claims_state CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn')),
    ADD CONSTRAINT claims_decided CHECK (
        (state IN ('open', 'withdrawn')) = (decided_by IS NULL)
        AND (state = 'open') = (decided_ms IS NULL)
    );
ALTER TABLE objections
    DROP CONSTRAINT objections_state,
    DROP CONSTRAINT objections_decided,
    ADD CONSTRAINT objections_state CHECK (state IN ('open', 'upheld', 'dismissed', 'withdrawn')),
    ADD CONSTRAINT objections_decided CHECK (
        (state = 'open') = (decided_ms IS NULL)
        AND (state IN ('open', 'withdrawn')) = (decided_by IS NULL)
        AND (state = 'open') = (answer IS NULL)
    );
