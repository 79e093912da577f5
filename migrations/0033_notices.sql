-- up
-- What professionals are told of: an act, about whom, by whom, in numbers only. Names are read when
-- it is shown, by who may see them then.
CREATE TABLE notices_events (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    event TEXT NOT NULL,
    person_id BIGINT REFERENCES persons (id),
    actor_id BIGINT REFERENCES professionals (id),
    actor_structure_id BIGINT REFERENCES structures (id),
    at BIGINT NOT NULL
);
CREATE INDEX notices_events_at ON notices_events (at);

-- Who is told of it, for which structure. digest_at: when a digest says it, until one has.
CREATE TABLE notices_inbox (
    event_id BIGINT NOT NULL REFERENCES notices_events (id),
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    read_at BIGINT,
    digest_at BIGINT,
    PRIMARY KEY (event_id, professional_id, structure_id)
);
CREATE INDEX notices_inbox_of ON notices_inbox (professional_id, structure_id, event_id);
CREATE INDEX notices_inbox_unread ON notices_inbox (professional_id, structure_id, event_id)
    WHERE read_at IS NULL;
CREATE INDEX notices_inbox_waits ON notices_inbox (professional_id, digest_at)
    WHERE digest_at IS NOT NULL;

-- Whose digest is due, and when: a job reads these alone. taken_by: those of one batch, for the
-- length of its transaction.
CREATE TABLE notices_digests (
    professional_id BIGINT PRIMARY KEY REFERENCES professionals (id),
    due_at BIGINT NOT NULL,
    taken_by TEXT
);
CREATE INDEX notices_digests_due ON notices_digests (due_at);
CREATE INDEX notices_digests_taken ON notices_digests (taken_by) WHERE taken_by IS NOT NULL;

-- How soon a mail tells of a kind, where somebody chose it.
CREATE TABLE notices_preferences (
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    kind TEXT NOT NULL,
    frequency TEXT NOT NULL CHECK (frequency IN ('at_once', 'daily', 'weekly', 'never')),
    PRIMARY KEY (professional_id, kind)
);

-- down
DROP TABLE notices_preferences;
DROP TABLE notices_digests;
DROP TABLE notices_inbox;
DROP TABLE notices_events;
