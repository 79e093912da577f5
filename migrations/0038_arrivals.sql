-- up
-- online
-- Who came lately, without reading all the members there were.
CREATE INDEX memberships_arrived ON memberships (structure_id, started_on);

-- down
DROP INDEX memberships_arrived;
