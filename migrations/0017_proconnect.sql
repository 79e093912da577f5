-- up
-- Which account an identity of ProConnect opens: issuer and subject name a person for good.
CREATE TABLE proconnect_identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX proconnect_identities_of ON proconnect_identities (professional_id);

-- Someone who was sent to ProConnect and has not come back: serves once, in the browser or the
-- session that left, for ten minutes. sealed: what proves the answer, by a key outside the
-- database. session_id: the session that wants to be a stronger one; none to open one.
CREATE TABLE proconnect_departures (
    state_digest TEXT PRIMARY KEY,
    holder_digest TEXT NOT NULL,
    session_id BIGINT,
    sealed TEXT NOT NULL,
    left_at BIGINT NOT NULL
);
CREATE INDEX proconnect_departures_left ON proconnect_departures (left_at);

-- What signing out of ProConnect takes, sealed, for as long as the session may last.
CREATE TABLE proconnect_sessions (
    session_id BIGINT PRIMARY KEY,
    sealed TEXT NOT NULL,
    opened_at BIGINT NOT NULL
);
CREATE INDEX proconnect_sessions_opened ON proconnect_sessions (opened_at);

-- down
DROP TABLE proconnect_sessions;
DROP TABLE proconnect_departures;
DROP TABLE proconnect_identities;
