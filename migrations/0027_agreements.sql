-- up
-- A person agrees that a structure too sensitive to be named is named on their file: to all those
-- who follow them (for_structure null), or to those of one structure. Kept once revoked.
CREATE TABLE agreements (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    for_structure BIGINT REFERENCES structures (id),
    how TEXT NOT NULL CHECK (how IN ('oral', 'written')),
    given_on DATE NOT NULL,
    recorded_by BIGINT NOT NULL REFERENCES professionals (id),
    recorded_at BIGINT NOT NULL,
    revoked_by BIGINT REFERENCES professionals (id),
    revoked_at BIGINT
);
CREATE INDEX agreements_person ON agreements (person_id, structure_id);
CREATE UNIQUE INDEX agreements_in_force ON agreements
    (person_id, structure_id, coalesce(for_structure, 0)) WHERE revoked_at IS NULL;

-- down
DROP TABLE agreements;
