-- up
-- Relays: a contributor proposes that somebody else takes over, or comes too (ADR 0032). To a
-- structure, whose members find it to be taken; to a professional, found by name among colleagues or
-- by their address; or to an address nobody here has (outside_email, until it is closed), by a link
-- of which only the digest is kept. structure_id: of who takes it, known from the start or when they
-- accept. hands_over_on: the day agreed on; handed_over_at: when the giver's part was seen to.
CREATE TABLE relays (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('handover', 'addition')),
    giver_id BIGINT NOT NULL REFERENCES professionals (id),
    giver_structure_id BIGINT NOT NULL REFERENCES structures (id),
    structure_id BIGINT REFERENCES structures (id),
    professional_id BIGINT REFERENCES professionals (id),
    outside_email TEXT,
    link_digest TEXT UNIQUE,
    reason TEXT NOT NULL,
    messages INTEGER NOT NULL,
    wish TEXT NOT NULL,
    hands_over_on DATE,
    state TEXT NOT NULL CHECK (
        state IN ('sent', 'seen', 'accepted', 'refused', 'expired', 'cancelled', 'done')),
    sent_at BIGINT NOT NULL,
    seen_at BIGINT,
    reminded_at BIGINT,
    answered_at BIGINT,
    refusal TEXT,
    handed_over_at BIGINT,
    outcome TEXT,
    done_at BIGINT,
    CHECK (kind = 'addition' OR hands_over_on IS NOT NULL),
    CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CHECK ((state = 'done') = (outcome IS NOT NULL))
);
-- Nobody hands over one person to two at once.
CREATE UNIQUE INDEX relays_one_handover ON relays (person_id, giver_id, giver_structure_id)
    WHERE kind = 'handover' AND state IN ('sent', 'seen');
CREATE INDEX relays_to_take ON relays (structure_id, id)
    WHERE professional_id IS NULL AND state IN ('sent', 'seen');
CREATE INDEX relays_received ON relays (professional_id, id) WHERE professional_id IS NOT NULL;
CREATE INDEX relays_given ON relays (giver_id, giver_structure_id, id);
CREATE INDEX relays_of_person ON relays (person_id, id);
CREATE INDEX relays_waiting ON relays (sent_at) WHERE state IN ('sent', 'seen');
CREATE INDEX relays_handing_over ON relays (hands_over_on)
    WHERE kind = 'handover' AND handed_over_at IS NULL AND state IN ('accepted', 'done');

-- What room there is: as a structure says (professional_id 0), or one of its members for themselves.
CREATE TABLE capacities (
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    professional_id BIGINT NOT NULL,
    capacity TEXT NOT NULL CHECK (capacity IN ('available', 'full', 'waiting_list', 'to_assess')),
    said_by BIGINT NOT NULL REFERENCES professionals (id),
    said_at BIGINT NOT NULL,
    PRIMARY KEY (structure_id, professional_id)
);

-- down
DROP TABLE capacities;
DROP TABLE relays;
