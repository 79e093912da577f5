-- up
-- What the list and the file read of a person's group without counting.
CREATE TABLE followup_groups (
    person_id BIGINT PRIMARY KEY REFERENCES persons (id),
    referent_contribution_id BIGINT,
    contributor_count INTEGER NOT NULL DEFAULT 0,
    last_activity_at BIGINT NOT NULL
);

-- One professional's part with one person, for one structure. started_on and ended_on repeat the
-- latest period. birth_key, shown_key and shown_first_key are what searches and sorts read:
-- shown_* hold what the contributor sees of the person (names, or initials), never more.
CREATE TABLE followup_contributions (
    id @identity@,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    role TEXT NOT NULL,
    reasons INTEGER NOT NULL DEFAULT 0,
    started_on DATE NOT NULL,
    ended_on DATE,
    is_past BOOLEAN NOT NULL DEFAULT FALSE,
    door TEXT NOT NULL,
    is_creator BOOLEAN NOT NULL DEFAULT FALSE,
    granted_until DATE,
    referent_kind INTEGER NOT NULL DEFAULT 0,
    birth_key @key@ NOT NULL,
    shown_key @key@ NOT NULL,
    shown_first_key @key@ NOT NULL,
    shows_names BOOLEAN NOT NULL,
    last_activity_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (person_id, professional_id, structure_id),
    CHECK (ended_on IS NULL OR ended_on >= started_on)
);
CREATE INDEX followup_by_start ON followup_contributions
    (professional_id, structure_id, is_past, referent_kind, started_on, id);
CREATE INDEX followup_by_name ON followup_contributions
    (professional_id, structure_id, is_past, referent_kind, shown_key, id);
CREATE INDEX followup_by_activity ON followup_contributions
    (professional_id, structure_id, is_past, referent_kind, last_activity_at, id);
CREATE INDEX followup_name_typed ON followup_contributions
    (professional_id, structure_id, is_past, shown_key, id);
CREATE INDEX followup_first_name_typed ON followup_contributions
    (professional_id, structure_id, is_past, shown_first_key, id);
CREATE INDEX followup_of_colleagues ON followup_contributions
    (structure_id, is_past, birth_key, person_id);
-- Names are hidden again thirty days after the end: the daily job reads those still shown.
CREATE INDEX followup_to_hide ON followup_contributions (ended_on)
    WHERE is_past AND shows_names;

CREATE TABLE followup_periods (
    id @identity@,
    contribution_id BIGINT NOT NULL REFERENCES followup_contributions (id),
    started_on DATE NOT NULL,
    ended_on DATE,
    recorded_at BIGINT NOT NULL,
    CHECK (ended_on IS NULL OR ended_on >= started_on)
);
CREATE INDEX followup_periods_of ON followup_periods (contribution_id, started_on);
CREATE UNIQUE INDEX followup_periods_ongoing ON followup_periods (contribution_id)
    WHERE ended_on IS NULL;

-- How many people a professional follows for a structure: kept by acts, never counted by a page.
CREATE TABLE followup_caseloads (
    professional_id BIGINT NOT NULL,
    structure_id BIGINT NOT NULL,
    current_count INTEGER NOT NULL DEFAULT 0,
    past_count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (professional_id, structure_id)
);

-- Asking to follow someone. typed_name is what the requester typed: all they see of it.
CREATE TABLE followup_requests (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    typed_name TEXT NOT NULL,
    role TEXT NOT NULL,
    reasons INTEGER NOT NULL,
    started_on DATE NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'refused', 'cancelled')),
    refusal TEXT,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by BIGINT REFERENCES professionals (id)
);
CREATE UNIQUE INDEX followup_requests_pending
    ON followup_requests (person_id, professional_id, structure_id) WHERE state = 'pending';
CREATE INDEX followup_requests_by_requester
    ON followup_requests (professional_id, structure_id, asked_at);
CREATE INDEX followup_requests_of_person ON followup_requests (person_id, state);

-- Who may answer a pending request: its rows go when it is answered.
CREATE TABLE followup_request_inbox (
    professional_id BIGINT NOT NULL,
    structure_id BIGINT NOT NULL,
    request_id BIGINT NOT NULL REFERENCES followup_requests (id),
    PRIMARY KEY (professional_id, structure_id, request_id)
);
CREATE INDEX followup_request_inbox_of ON followup_request_inbox (request_id);

-- Records that may be the same human being, for the platform team. Nobody else reads it.
CREATE TABLE followup_doubles (
    id @identity@,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    other_id BIGINT NOT NULL REFERENCES persons (id),
    why TEXT NOT NULL CHECK (why IN ('sounds', 'date', 'swapped', 'set_aside')),
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'apart', 'merged')),
    found_at BIGINT NOT NULL,
    UNIQUE (person_id, other_id)
);

-- down
DROP TABLE followup_doubles;
DROP TABLE followup_request_inbox;
DROP TABLE followup_requests;
DROP TABLE followup_caseloads;
DROP TABLE followup_periods;
DROP TABLE followup_contributions;
DROP TABLE followup_groups;
