-- up
-- How much a session may do, and how it was opened: a mail code proves a mailbox and no more.
-- may_enrol: whoever opened it was known by more than a mailbox, so a second factor may be added.
-- A session token is changed when the session becomes a stronger one.
ALTER TABLE access_sessions ADD COLUMN strength TEXT NOT NULL DEFAULT 'reduced'
    CHECK (strength IN ('reduced', 'full'));
ALTER TABLE access_sessions ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'code'
    CHECK (opened_by IN ('code', 'proconnect', 'persona'));
ALTER TABLE access_sessions ADD COLUMN may_enrol BOOLEAN NOT NULL DEFAULT FALSE;

-- down
ALTER TABLE access_sessions DROP COLUMN may_enrol;
ALTER TABLE access_sessions DROP COLUMN opened_by;
ALTER TABLE access_sessions DROP COLUMN strength;
