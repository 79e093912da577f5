-- up
-- Why a structure is not open: '' for those that are, and for those closed before this was told.
ALTER TABLE structures ADD COLUMN closed_because TEXT NOT NULL DEFAULT ''
    CHECK (closed_because IN ('', 'closed', 'suspended'));

-- What the platform wrote of a structure: imports keep it (ADR 0024).
CREATE TABLE structures_corrections (
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (structure_id, field)
);

-- Every decision of the platform on a structure. decided_by: nobody when a day came, and a job
-- did what was decided before.
CREATE TABLE platform_decisions (
    id @identity@,
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    act TEXT NOT NULL CHECK (act IN ('create', 'correct', 'habilitate', 'begin', 'withdraw', 'end',
        'suspend', 'close', 'reopen')),
    basis TEXT NOT NULL DEFAULT '',
    from_on DATE,
    until_on DATE,
    why TEXT NOT NULL DEFAULT '',
    decided_by BIGINT REFERENCES professionals (id),
    decided_at BIGINT NOT NULL
);
CREATE INDEX platform_decisions_of ON platform_decisions (structure_id, id);

-- What each changed of the texts of a structure.
CREATE TABLE platform_changes (
    decision_id BIGINT NOT NULL REFERENCES platform_decisions (id),
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (decision_id, field)
);

-- The habilitation that the platform gave to a structure: in force, or to come.
CREATE TABLE platform_habilitations (
    structure_id BIGINT PRIMARY KEY REFERENCES structures (id),
    basis TEXT NOT NULL CHECK (basis IN ('TEXTE', 'CONVENTION', 'DECISION')),
    from_on DATE NOT NULL,
    until_on DATE,
    in_force BOOLEAN NOT NULL,
    CHECK (until_on IS NULL OR until_on >= from_on)
);
CREATE INDEX platform_habilitations_to_begin ON platform_habilitations (from_on)
    WHERE in_force = FALSE;
CREATE INDEX platform_habilitations_to_end ON platform_habilitations (until_on)
    WHERE in_force = TRUE;

-- Structures whose habilitation changed: the keys of their contributions follow (room followup),
-- some at a time, after the contribution where it stopped. Twice: what was written meanwhile by
-- those who had begun before is seen the second time.
CREATE TABLE platform_sights (
    structure_id BIGINT PRIMARY KEY REFERENCES structures (id),
    changed_at BIGINT NOT NULL,
    run_after BIGINT NOT NULL,
    is_last BOOLEAN NOT NULL,
    is_past BOOLEAN NOT NULL,
    birth_key @key@ NOT NULL,
    person_id BIGINT NOT NULL,
    contribution_id BIGINT NOT NULL
);

-- online
-- The platform looks for structures by their SIRET.
CREATE INDEX structures_by_siret ON structures (siret, name_key, id) WHERE siret <> '';
-- Requests to be a member, the oldest first; whether anybody administers a structure.
CREATE INDEX teams_requests_waiting ON teams_requests (asked_at, id) WHERE state = 'pending';
CREATE INDEX memberships_administrators ON memberships (structure_id)
    WHERE role = 'administrator' AND ended_on IS NULL;

-- down
DROP INDEX memberships_administrators;
DROP INDEX teams_requests_waiting;
DROP INDEX structures_by_siret;
DROP TABLE platform_sights;
DROP TABLE platform_habilitations;
DROP TABLE platform_changes;
DROP TABLE platform_decisions;
DROP TABLE structures_corrections;
ALTER TABLE structures DROP COLUMN closed_because;
