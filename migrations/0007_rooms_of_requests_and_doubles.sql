-- up
-- Requests and probable doubles are written by the rooms they are now named after.
ALTER TABLE followup_requests RENAME TO requests;
ALTER TABLE followup_request_inbox RENAME TO requests_inbox;
ALTER TABLE followup_doubles RENAME TO people_doubles;
DROP INDEX followup_requests_pending;
DROP INDEX followup_requests_by_requester;
DROP INDEX followup_requests_of_person;
DROP INDEX followup_request_inbox_of;
CREATE UNIQUE INDEX requests_pending
    ON requests (person_id, professional_id, structure_id) WHERE state = 'pending';
CREATE INDEX requests_by_requester ON requests (professional_id, structure_id, asked_at);
CREATE INDEX requests_of_person ON requests (person_id, state);
CREATE INDEX requests_inbox_of ON requests_inbox (request_id);

-- down
DROP INDEX requests_inbox_of;
DROP INDEX requests_of_person;
DROP INDEX requests_by_requester;
DROP INDEX requests_pending;
CREATE UNIQUE INDEX followup_requests_pending
    ON requests (person_id, professional_id, structure_id) WHERE state = 'pending';
CREATE INDEX followup_requests_by_requester
    ON requests (professional_id, structure_id, asked_at);
CREATE INDEX followup_requests_of_person ON requests (person_id, state);
CREATE INDEX followup_request_inbox_of ON requests_inbox (request_id);
ALTER TABLE people_doubles RENAME TO followup_doubles;
ALTER TABLE requests_inbox RENAME TO followup_request_inbox;
ALTER TABLE requests RENAME TO followup_requests;
