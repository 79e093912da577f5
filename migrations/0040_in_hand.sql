-- up
-- online
-- What waits for the answer of who leaves their structure, and who left lately (ADR 0037).
CREATE INDEX relays_waiting_for ON relays (professional_id, id)
    WHERE professional_id IS NOT NULL AND state IN ('sent', 'seen');
CREATE INDEX memberships_ended ON memberships (ended_on, professional_id, structure_id)
    WHERE ended_on IS NOT NULL;

-- down
DROP INDEX memberships_ended;
DROP INDEX relays_waiting_for;
