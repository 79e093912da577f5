-- up
CREATE TABLE professionals (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL UNIQUE,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    name_key @key@ NOT NULL,
    phone TEXT,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'deactivated')),
    created_at BIGINT NOT NULL
);

-- A professional belongs to a structure from a day to another; one ongoing membership a pair.
CREATE TABLE memberships (
    id @identity@,
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'administrator')),
    started_on DATE NOT NULL,
    ended_on DATE,
    CHECK (ended_on IS NULL OR ended_on >= started_on)
);
CREATE UNIQUE INDEX memberships_ongoing ON memberships (professional_id, structure_id)
    WHERE ended_on IS NULL;
CREATE INDEX memberships_structure ON memberships (structure_id);

-- State: 'set_aside' is what was typed about someone who objected or was archived: only its
-- creator sees it, no door finds it, the platform team decides.
CREATE TABLE persons (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    birth_name TEXT NOT NULL,
    usual_name TEXT,
    first_name TEXT NOT NULL,
    birth_date DATE NOT NULL,
    birth_key @key@ NOT NULL,
    first_key @key@ NOT NULL,
    last_initial TEXT NOT NULL,
    first_initial TEXT NOT NULL,
    commune TEXT,
    commune_key @key@,
    email TEXT,
    phone TEXT,
    state TEXT NOT NULL DEFAULT 'active'
        CHECK (state IN ('active', 'opposed', 'archived', 'deactivated', 'set_aside')),
    notice_given TEXT NOT NULL,
    notice_on DATE NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT NOT NULL REFERENCES professionals (id),
    created_for BIGINT NOT NULL REFERENCES structures (id)
);
CREATE INDEX persons_identity ON persons (birth_key, first_key, birth_date);

-- Two colleagues who record the same person at the same time wait for each other: one slot for
-- the identities that share a hash.
CREATE TABLE people_locks (
    slot INTEGER PRIMARY KEY
);

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

CREATE TABLE access_sessions (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    token_digest TEXT NOT NULL UNIQUE,
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT REFERENCES structures (id),
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX access_sessions_owner ON access_sessions (professional_id, created_at);
CREATE INDEX access_sessions_expiry ON access_sessions (expires_at);

-- How many times something limited was done in a window of time.
CREATE TABLE access_counters (
    subject TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    done INTEGER NOT NULL,
    PRIMARY KEY (subject, window_start)
);
CREATE INDEX access_counters_window ON access_counters (window_start);

-- A form sent twice has one effect: its key, what it said, where it led.
CREATE TABLE access_submissions (
    form_key TEXT PRIMARY KEY,
    body_digest TEXT NOT NULL,
    location TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX access_submissions_at ON access_submissions (at);

-- down
DROP TABLE access_submissions;
DROP TABLE access_counters;
DROP TABLE access_sessions;
DROP TABLE access_codes;
DROP TABLE people_locks;
DROP TABLE persons;
DROP TABLE memberships;
DROP TABLE professionals;
