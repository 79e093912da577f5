-- up
-- Which structure takes the place of this one. While it is open, its rows are being moved, and nobody
-- newly joins it; once it is closed, whatever names it leads to the other.
-- No reference: a copy of the data would have to bring structures in an order of its own.
ALTER TABLE structures ADD COLUMN merged_into BIGINT;

-- Who said that a probable double is none, when and why.
ALTER TABLE structures_doubles ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE structures_doubles ADD COLUMN decided_by BIGINT REFERENCES professionals (id);
ALTER TABLE structures_doubles ADD COLUMN decided_at BIGINT;

-- Two structures that are one place: asked by one of the team, confirmed or refused by another.
-- told: what the one who asked was shown and that matters, in codes; another state of things asks
-- for another request. run_after: of the job that moves the rows. place: how far its last pass has
-- come.
CREATE TABLE merges (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    kept_id BIGINT NOT NULL REFERENCES structures (id),
    double_id BIGINT NOT NULL REFERENCES structures (id),
    state TEXT NOT NULL CHECK (state IN ('asked', 'refused', 'moving', 'closing', 'done')),
    told TEXT NOT NULL,
    why TEXT NOT NULL,
    asked_by BIGINT NOT NULL REFERENCES professionals (id),
    asked_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered_by BIGINT REFERENCES professionals (id),
    answered_at BIGINT,
    run_after BIGINT NOT NULL DEFAULT 0,
    place BIGINT NOT NULL DEFAULT 0,
    done_at BIGINT,
    CHECK (kept_id <> double_id)
);
CREATE INDEX merges_kept ON merges (kept_id, id);
CREATE INDEX merges_double ON merges (double_id, id);
CREATE INDEX merges_waiting ON merges (id) WHERE state = 'asked';
CREATE INDEX merges_running ON merges (id) WHERE state IN ('moving', 'closing');

-- Who was moved, so that the last pass looks at each of them again.
CREATE TABLE merges_moved (
    merge_id BIGINT NOT NULL REFERENCES merges (id),
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    PRIMARY KEY (merge_id, professional_id)
);

-- online
-- What a merge looks for by the structure alone.
CREATE INDEX structures_merged ON structures (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX structures_doubles_waiting ON structures_doubles (structure_id, double_id)
    WHERE state = 'proposed';
CREATE INDEX memberships_of_structure ON memberships (structure_id, professional_id);
CREATE INDEX requests_pending_of ON requests (structure_id) WHERE state = 'pending';
CREATE INDEX agreements_of_structure ON agreements (structure_id);
CREATE INDEX agreements_for_structure ON agreements (for_structure)
    WHERE for_structure IS NOT NULL;
DROP INDEX memberships_structure;

-- down
CREATE INDEX memberships_structure ON memberships (structure_id);
DROP INDEX agreements_for_structure;
DROP INDEX agreements_of_structure;
DROP INDEX requests_pending_of;
DROP INDEX memberships_of_structure;
DROP INDEX structures_doubles_waiting;
DROP INDEX structures_merged;
DROP TABLE merges_moved;
DROP TABLE merges;
ALTER TABLE structures_doubles DROP COLUMN decided_at;
ALTER TABLE structures_doubles DROP COLUMN decided_by;
ALTER TABLE structures_doubles DROP COLUMN why;
ALTER TABLE structures DROP COLUMN merged_into;
