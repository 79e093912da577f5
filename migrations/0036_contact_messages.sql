-- up
-- Mails sent through GPS to the colleagues around a person: who sent which subject about whom; no
-- text, no recipient. Mails name the row alone.
CREATE TABLE contact_messages (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    sender_id BIGINT NOT NULL REFERENCES professionals (id),
    sender_structure_id BIGINT NOT NULL REFERENCES structures (id),
    subject TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);
-- What one sent in a day: a few dozen at most.
CREATE INDEX contact_messages_sent ON contact_messages (sender_id, sent_at);

-- Of a sender who agreed to be answered: their address.
ALTER TABLE mail_outbox ADD COLUMN reply_to TEXT;

-- Who agreed that people take their number away, on the sheet of who helps them, and since when.
CREATE TABLE contact_shown_phones (
    professional_id BIGINT PRIMARY KEY REFERENCES professionals (id),
    agreed_at BIGINT NOT NULL
);

-- down
DROP TABLE contact_shown_phones;
ALTER TABLE mail_outbox DROP COLUMN reply_to;
DROP TABLE contact_messages;
