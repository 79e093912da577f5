-- up
-- Someone asked by an administrator to be a member. digest: of the link they received. Erased
-- thirty days after it was closed or too old.
CREATE TABLE teams_invitations (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    email TEXT NOT NULL,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('member', 'administrator')),
    invited_by BIGINT NOT NULL REFERENCES professionals (id),
    invited_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sent', 'accepted', 'cancelled'))
);
CREATE UNIQUE INDEX teams_invitations_sent ON teams_invitations (structure_id, email)
    WHERE state = 'sent';
CREATE INDEX teams_invitations_expiry ON teams_invitations (expires_at);

-- A professional who asks to be a member; an administrator of the structure answers.
CREATE TABLE teams_requests (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'refused', 'cancelled')),
    refusal TEXT,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by BIGINT REFERENCES professionals (id)
);
CREATE UNIQUE INDEX teams_requests_pending ON teams_requests (structure_id, professional_id)
    WHERE state = 'pending';
CREATE INDEX teams_requests_of ON teams_requests (professional_id, asked_at);

-- online
-- Members who left, for those who administer.
CREATE INDEX memberships_left ON memberships (structure_id, ended_on) WHERE ended_on IS NOT NULL;

-- down
DROP INDEX memberships_left;
DROP TABLE teams_requests;
DROP TABLE teams_invitations;
