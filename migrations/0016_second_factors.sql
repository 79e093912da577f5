-- up
-- The authenticator application of a professional. sealed: its secret, by a key outside the
-- database. last_step: the latest thirty seconds whose code was used, so that none serves twice.
CREATE TABLE factors_totp (
    professional_id BIGINT PRIMARY KEY REFERENCES professionals (id),
    sealed TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- A link that an administrator hands over, to add a second factor from a session opened by a mail
-- code. given_by: none for a command of the platform.
CREATE TABLE factors_links (
    digest TEXT PRIMARY KEY,
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    given_by BIGINT REFERENCES professionals (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX factors_links_of ON factors_links (professional_id);
CREATE INDEX factors_links_expiry ON factors_links (expires_at);

-- down
DROP TABLE factors_links;
DROP TABLE factors_totp;
