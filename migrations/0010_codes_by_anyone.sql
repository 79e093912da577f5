-- up
-- Whose a code is refers to nobody, for the database: checking it would make an address that is
-- known take longer than another. A code lives ten minutes; those under way are asked for again.
DROP TABLE access_codes;
CREATE TABLE access_codes (
    id @identity@,
    browser_digest TEXT NOT NULL UNIQUE,
    professional_id BIGINT,
    code_digest TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX access_codes_expiry ON access_codes (expires_at);

-- down
DROP TABLE access_codes;
CREATE TABLE access_codes (
    id @identity@,
    browser_digest TEXT NOT NULL UNIQUE,
    professional_id BIGINT REFERENCES professionals (id),
    code_digest TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX access_codes_expiry ON access_codes (expires_at);
