-- up
-- A request is to follow someone or, for who follows them already, to see their details: then with
-- a coded reason and a sentence. waits_for: who answers it, since those who see the details of
-- right may all be gone: the administrators of a structure (waits_for_structure), or the platform.
ALTER TABLE requests ADD COLUMN kind TEXT NOT NULL DEFAULT 'join'
    CHECK (kind IN ('join', 'details'));
ALTER TABLE requests ADD COLUMN reason TEXT;
ALTER TABLE requests ADD COLUMN explanation TEXT;
ALTER TABLE requests ADD COLUMN waits_for TEXT NOT NULL DEFAULT 'contributors'
    CHECK (waits_for IN ('contributors', 'administrators', 'platform'));
ALTER TABLE requests ADD COLUMN waits_for_structure BIGINT REFERENCES structures (id);

-- Details of one person, shown until a day to someone who follows them.
CREATE TABLE grants (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    request_id BIGINT NOT NULL UNIQUE REFERENCES requests (id),
    granted_by BIGINT NOT NULL REFERENCES professionals (id),
    granted_at BIGINT NOT NULL,
    until_on DATE NOT NULL,
    revoked_at BIGINT,
    revoked_by BIGINT REFERENCES professionals (id),
    revocation TEXT
);
CREATE INDEX grants_of_person ON grants (person_id, until_on) WHERE revoked_at IS NULL;
CREATE INDEX grants_of_structure ON grants (structure_id, until_on, id) WHERE revoked_at IS NULL;

-- Details opened in an emergency by someone who follows the person, for 72 hours; then reviewed.
CREATE TABLE emergency_accesses (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    reason TEXT NOT NULL,
    explanation TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    verdict TEXT CHECK (verdict IN ('justified', 'unjustified')),
    note TEXT,
    reviewed_by BIGINT REFERENCES professionals (id),
    reviewed_at BIGINT
);
CREATE INDEX emergency_of_person ON emergency_accesses (person_id, opened_at);
CREATE INDEX emergency_of_professional ON emergency_accesses (professional_id, opened_at);
CREATE INDEX emergency_of_structure ON emergency_accesses (structure_id, opened_at)
    WHERE verdict IS NULL;
CREATE INDEX emergency_to_review ON emergency_accesses (opened_at) WHERE verdict IS NULL;

-- online
CREATE INDEX requests_for_administrators ON requests (waits_for_structure, asked_at)
    WHERE state = 'pending' AND waits_for = 'administrators';
CREATE INDEX requests_for_platform ON requests (asked_at)
    WHERE state = 'pending' AND waits_for = 'platform';

-- down
DROP INDEX requests_for_platform;
DROP INDEX requests_for_administrators;
DROP TABLE emergency_accesses;
DROP TABLE grants;
ALTER TABLE requests DROP COLUMN waits_for_structure;
ALTER TABLE requests DROP COLUMN waits_for;
ALTER TABLE requests DROP COLUMN explanation;
ALTER TABLE requests DROP COLUMN reason;
ALTER TABLE requests DROP COLUMN kind;
