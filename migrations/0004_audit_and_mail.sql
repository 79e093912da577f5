-- up
-- What was read or written of whom, by whom, for which structure. No foreign key: entries outlive
-- the rows they speak of. subject and detail are public ids and codes, never personal data.
CREATE TABLE audit_entries (
    id @identity@,
    at BIGINT NOT NULL,
    actor_id BIGINT,
    acting_for BIGINT,
    act TEXT NOT NULL,
    person_id BIGINT,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    request_id TEXT NOT NULL,
    key_version INTEGER NOT NULL,
    mac TEXT NOT NULL
);
CREATE INDEX audit_entries_person ON audit_entries (person_id, at) WHERE person_id IS NOT NULL;
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, at) WHERE actor_id IS NOT NULL;

-- The acts that count as using the tool, for the weekly measures.
CREATE TABLE activity_acts (
    id @identity@,
    actor_id BIGINT NOT NULL,
    structure_id BIGINT,
    kind TEXT NOT NULL CHECK (kind IN ('create', 'view')),
    act TEXT NOT NULL,
    person_id BIGINT,
    at BIGINT NOT NULL,
    iso_week INTEGER NOT NULL
);
CREATE INDEX activity_acts_at ON activity_acts (at);

-- Filled from activity_acts by a job, so that it survives their deletion after twelve months.
CREATE TABLE activity_first_use (
    actor_id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL
);

-- Mails to send. not_before is also the lease of the process that is sending the row.
CREATE TABLE mail_outbox (
    id @identity@,
    message_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    expires_at BIGINT,
    sent_at BIGINT,
    last_error TEXT
);
CREATE INDEX mail_outbox_due ON mail_outbox (not_before) WHERE state = 'waiting';
CREATE INDEX mail_outbox_age ON mail_outbox (created_at);

-- down
DROP TABLE mail_outbox;
DROP TABLE activity_first_use;
DROP TABLE activity_acts;
DROP TABLE audit_entries;
