-- up
-- The passkeys (WebAuthn) of professionals. sealed: the public key, by a key outside the database
-- and bound to its owner, so that who writes here adds no passkey of their own to an account.
-- sign_count: the last one shown, which never goes back.
CREATE TABLE passkeys (
    public_id TEXT PRIMARY KEY,
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    credential_id TEXT NOT NULL UNIQUE,
    algorithm INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    sign_count BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE INDEX passkeys_of ON passkeys (professional_id, created_at);

-- What the authenticator of a session was asked, until it answers: once, for five minutes. A new
-- one takes the place of the last.
CREATE TABLE passkeys_challenges (
    session_id BIGINT PRIMARY KEY,
    purpose TEXT NOT NULL,
    challenge TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX passkeys_challenges_asked ON passkeys_challenges (asked_at);

-- online
-- Newcomers of ProConnect ask to join a structure of their SIRET.
CREATE INDEX structures_siret ON structures (siret) WHERE siret <> '';

-- down
DROP INDEX structures_siret;
DROP TABLE passkeys_challenges;
DROP TABLE passkeys;
