-- up
-- A contributor asks another who follows the same person to call back. slots: half-days of the week,
-- bit i being the i-th of contact half-days; slot: the one that the asked colleague chose, as
-- "2026-12-01.matin". What was neither done nor cancelled when expires_at comes has expired: it is
-- read so, and written so when the same is asked again.
CREATE TABLE callbacks (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    asker_id BIGINT NOT NULL REFERENCES professionals (id),
    asker_structure_id BIGINT NOT NULL REFERENCES structures (id),
    asked_id BIGINT NOT NULL REFERENCES professionals (id),
    asked_structure_id BIGINT NOT NULL REFERENCES structures (id),
    subject TEXT NOT NULL,
    slots INTEGER NOT NULL CHECK (slots > 0),
    channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('asked', 'answered', 'done', 'unreachable', 'expired', 'cancelled')),
    slot TEXT,
    asked_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK (asker_id <> asked_id)
);
-- One at a time, whatever the structures: sending twice asks once, and merging structures breaks
-- nothing.
CREATE UNIQUE INDEX callbacks_open ON callbacks (person_id, asker_id, asked_id)
    WHERE state IN ('asked', 'answered');
CREATE INDEX callbacks_to_answer ON callbacks (asked_id, asked_structure_id, expires_at, id)
    WHERE state IN ('asked', 'answered');
CREATE INDEX callbacks_received ON callbacks (asked_id, asked_structure_id, id);
CREATE INDEX callbacks_sent ON callbacks (asker_id, asker_structure_id, id);

-- down
DROP TABLE callbacks;
