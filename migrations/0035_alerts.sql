-- up
-- When a person was last met or spoken with (last_contact_on), and what time does to a part that
-- nobody touches: told that it is about to end (warned_on), kept all the same (kept_on). look_on:
-- the day on which a job looks at the person again; none: as soon as it can (ADR 0035).
ALTER TABLE followup_contributions ADD COLUMN last_contact_on DATE;
ALTER TABLE followup_contributions ADD COLUMN kept_on DATE;
ALTER TABLE followup_contributions ADD COLUMN warned_on DATE;
ALTER TABLE followup_groups ADD COLUMN look_on DATE;

-- Signs that a person may be left alone, one of a kind at a time. closing: the coded reason;
-- closed_by: nobody, when what was done since closes it.
CREATE TABLE alerts (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('nobody', 'no_contact', 'relay_unanswered')),
    raised_on DATE NOT NULL,
    closed_on DATE,
    closed_by BIGINT REFERENCES professionals (id),
    closing TEXT,
    CHECK ((closed_on IS NULL) = (closing IS NULL))
);
CREATE UNIQUE INDEX alerts_open ON alerts (person_id, kind) WHERE closed_on IS NULL;
CREATE INDEX alerts_of_person ON alerts (person_id, id);

-- In whose list an alert stands, until it is closed.
CREATE TABLE alerts_told (
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    alert_id BIGINT NOT NULL REFERENCES alerts (id),
    PRIMARY KEY (professional_id, structure_id, alert_id)
);
CREATE INDEX alerts_told_of ON alerts_told (alert_id);

-- online
CREATE INDEX followup_groups_look ON followup_groups (look_on);
CREATE INDEX followup_groups_changed ON followup_groups (person_id) WHERE look_on IS NULL;

-- down
DROP INDEX followup_groups_changed;
DROP INDEX followup_groups_look;
DROP TABLE alerts_told;
DROP TABLE alerts;
ALTER TABLE followup_groups DROP COLUMN look_on;
ALTER TABLE followup_contributions DROP COLUMN warned_on;
ALTER TABLE followup_contributions DROP COLUMN kept_on;
ALTER TABLE followup_contributions DROP COLUMN last_contact_on;
