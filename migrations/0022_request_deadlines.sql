-- up
-- A request that waits for a week is recalled to those who may answer; after two it is refused by
-- silence: its reason is SANS_REPONSE, and nobody answered it.
ALTER TABLE requests ADD COLUMN reminded_at BIGINT;

-- online
CREATE INDEX requests_waiting ON requests (asked_at) WHERE state = 'pending';

-- down
DROP INDEX requests_waiting;
ALTER TABLE requests DROP COLUMN reminded_at;
