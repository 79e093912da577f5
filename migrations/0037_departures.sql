-- up
-- A member leaves: their structure hands over those they follow for it to colleagues (ADR 0037).
-- turn: whose turn it is to take the next; the counts: of people, kept by the job.
CREATE TABLE departures (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    leaver_id BIGINT NOT NULL REFERENCES professionals (id),
    state TEXT NOT NULL CHECK (state IN ('moving', 'done', 'undoing', 'undone')),
    turn INTEGER NOT NULL DEFAULT 0,
    decided_by BIGINT NOT NULL REFERENCES professionals (id),
    decided_at BIGINT NOT NULL,
    done_at BIGINT,
    undone_by BIGINT REFERENCES professionals (id),
    undone_at BIGINT,
    passed_count INTEGER NOT NULL DEFAULT 0,
    left_count INTEGER NOT NULL DEFAULT 0,
    taken_back_count INTEGER NOT NULL DEFAULT 0,
    changed_count INTEGER NOT NULL DEFAULT 0,
    is_forgotten BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE UNIQUE INDEX departures_going_on ON departures (structure_id, leaver_id)
    WHERE state IN ('moving', 'undoing');
CREATE INDEX departures_to_run ON departures (id) WHERE state IN ('moving', 'undoing');
CREATE INDEX departures_to_forget ON departures (decided_at)
    WHERE is_forgotten = FALSE AND state IN ('done', 'undone');
CREATE INDEX departures_of_structure ON departures (structure_id, id);
CREATE INDEX departures_of_leaver ON departures (structure_id, leaver_id, decided_at);

-- The colleagues, in the order in which they take their turns.
CREATE TABLE departures_shares (
    departure_id BIGINT NOT NULL REFERENCES departures (id),
    position INTEGER NOT NULL,
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    passed_count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (departure_id, position)
);
CREATE INDEX departures_shares_of ON departures_shares (professional_id, departure_id);

-- What was done for each person, so that a job goes on where it stopped and that it can be undone;
-- gone once it cannot be.
CREATE TABLE departures_moves (
    departure_id BIGINT NOT NULL REFERENCES departures (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'left', 'taken_back', 'changed')),
    taker_id BIGINT REFERENCES professionals (id),
    left_part BIGINT,
    taken_part BIGINT,
    was_opened BOOLEAN NOT NULL DEFAULT FALSE,
    was_referent BOOLEAN NOT NULL DEFAULT FALSE,
    at BIGINT NOT NULL,
    PRIMARY KEY (departure_id, person_id),
    CHECK ((outcome = 'left') = (taken_part IS NULL))
);
CREATE INDEX departures_moves_passed ON departures_moves (departure_id, person_id)
    WHERE outcome = 'passed';

-- down
DROP TABLE departures_moves;
DROP TABLE departures_shares;
DROP TABLE departures;
