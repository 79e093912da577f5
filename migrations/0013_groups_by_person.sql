-- up
-- On SQLite, one look-up instead of two for the group of a person: each line of a list makes it.
-- only: sqlite
CREATE TABLE followup_groups_new (
    person_id INTEGER PRIMARY KEY REFERENCES persons (id),
    referent_contribution_id BIGINT,
    contributor_count INTEGER NOT NULL DEFAULT 0,
    last_activity_at BIGINT NOT NULL
);
INSERT INTO followup_groups_new
    SELECT person_id, referent_contribution_id, contributor_count, last_activity_at
    FROM followup_groups;
DROP TABLE followup_groups;
ALTER TABLE followup_groups_new RENAME TO followup_groups;
-- end

-- down
-- As it was; on PostgreSQL, nothing changed.
-- only: sqlite
CREATE TABLE followup_groups_old (
    person_id BIGINT PRIMARY KEY REFERENCES persons (id),
    referent_contribution_id BIGINT,
    contributor_count INTEGER NOT NULL DEFAULT 0,
    last_activity_at BIGINT NOT NULL
);
INSERT INTO followup_groups_old
    SELECT person_id, referent_contribution_id, contributor_count, last_activity_at
    FROM followup_groups;
DROP TABLE followup_groups;
ALTER TABLE followup_groups_old RENAME TO followup_groups;
-- end
