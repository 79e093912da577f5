-- up
-- What each professional looked up, opened, listed, by purpose and day of Paris;
-- `hour` is the last hour counted, since 1970, and `hour_done` what was done in it.
CREATE TABLE quotas_days (
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    purpose TEXT NOT NULL,
    day TEXT NOT NULL,
    done BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    hour_done BIGINT NOT NULL,
    PRIMARY KEY (professional_id, purpose, day)
);
CREATE INDEX quotas_days_old ON quotas_days (day);

-- Whom a professional came to know of who did not follow them, so that one person counts once.
CREATE TABLE quotas_reached (
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    day TEXT NOT NULL,
    PRIMARY KEY (professional_id, person_id)
);
CREATE INDEX quotas_reached_old ON quotas_reached (day);
CREATE INDEX quotas_reached_person ON quotas_reached (person_id);

-- Accounts stopped until the team of the service has looked.
CREATE TABLE quotas_freezes (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    purpose TEXT NOT NULL,
    frozen_at BIGINT NOT NULL,
    lifted_at BIGINT,
    lifted_by BIGINT REFERENCES professionals (id),
    reason TEXT
);
CREATE UNIQUE INDEX quotas_freezes_open ON quotas_freezes (professional_id)
    WHERE lifted_at IS NULL;

-- Invented people whom nobody has a reason to reach.
CREATE TABLE quotas_canaries (
    person_id BIGINT PRIMARY KEY REFERENCES persons (id),
    since BIGINT NOT NULL
);

-- down
DROP TABLE quotas_canaries;
DROP TABLE quotas_freezes;
DROP TABLE quotas_reached;
DROP TABLE quotas_days;
