-- up
-- Who was named référent of a person, when, and why: one at a time. contribution_id: of the one who
-- was named; former_id: of the one before. decided_by: nobody, when an authority's data says it.
-- ending: another was named, the part ended, or somebody objected within seven days (objection: the
-- coded reason). followup_groups repeats the one in force. Référents of before this table have no
-- row: nobody knows when, nor why, they were named.
CREATE TABLE followup_designations (
    id @identity@,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    contribution_id BIGINT NOT NULL REFERENCES followup_contributions (id),
    former_id BIGINT REFERENCES followup_contributions (id),
    reason TEXT NOT NULL,
    decided_by BIGINT REFERENCES professionals (id),
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    ending TEXT CHECK (ending IN ('replaced', 'part_ended', 'objected')),
    objection TEXT,
    CHECK ((ended_at IS NULL) = (ending IS NULL))
);
CREATE UNIQUE INDEX followup_designations_in_force ON followup_designations (person_id)
    WHERE ended_at IS NULL;
CREATE INDEX followup_designations_of_person ON followup_designations (person_id, started_at);
CREATE INDEX followup_designations_of_part ON followup_designations (contribution_id, ended_at);
CREATE INDEX followup_designations_after ON followup_designations (former_id)
    WHERE former_id IS NOT NULL;

-- down
DROP TABLE followup_designations;
