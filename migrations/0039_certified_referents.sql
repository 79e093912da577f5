-- up
-- Whose part an authority's data certifies as the référent's, and the day of that data (ADR 0038):
-- both or neither, one a person by the key of the table. A row for each person who is followed was
-- there already, and acts hold it: no index more.
ALTER TABLE followup_groups ADD COLUMN certified_contribution_id BIGINT;
ALTER TABLE followup_groups ADD COLUMN certified_on DATE;

-- down
ALTER TABLE followup_groups DROP COLUMN certified_on;
ALTER TABLE followup_groups DROP COLUMN certified_contribution_id;
