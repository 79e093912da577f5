-- up
-- What ProConnect said last of an identity, so that its owner knows it: its e-mail, and when.
ALTER TABLE proconnect_identities ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE proconnect_identities ADD COLUMN used_at BIGINT;

-- Which identity was shown in a session, to open it or to strengthen it: who detaches the identity
-- ends the session.
CREATE TABLE proconnect_shown (
    session_id BIGINT NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    shown_at BIGINT NOT NULL,
    PRIMARY KEY (session_id, issuer, subject)
);
CREATE INDEX proconnect_shown_of ON proconnect_shown (issuer, subject);
CREATE INDEX proconnect_shown_at ON proconnect_shown (shown_at);

-- Of sessions that go on, it was not kept: they count for each identity of their owner.
INSERT INTO proconnect_shown (session_id, issuer, subject, shown_at)
    SELECT s.session_id, i.issuer, i.subject, s.opened_at
    FROM proconnect_sessions AS s
    JOIN access_sessions AS v ON v.id = s.session_id
    JOIN proconnect_identities AS i ON i.professional_id = v.professional_id;

-- down
DROP TABLE proconnect_shown;
ALTER TABLE proconnect_identities DROP COLUMN used_at;
ALTER TABLE proconnect_identities DROP COLUMN email;
