-- up
-- Every entry in the order in which it was seen, each tied to the one before by its hash
-- (audit/chain.hpp). entry_id is not unique here: that it comes once is checked, not indexed.
CREATE TABLE audit_chain (
    seq @identity@,
    entry_id BIGINT NOT NULL,
    hash TEXT NOT NULL
);

-- Where the chain ends, one row: locked by the node that goes on.
CREATE TABLE audit_sequencer (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    entry_id BIGINT NOT NULL,
    hash TEXT NOT NULL
);

-- Ids below the last one seen that were not seen: entries not yet committed, or rolled back.
CREATE TABLE audit_gaps (
    first_id BIGINT PRIMARY KEY,
    last_id BIGINT NOT NULL,
    since BIGINT NOT NULL
);

-- The signed states of the chain.
CREATE TABLE audit_heads (
    number @identity@,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    previous TEXT NOT NULL,
    key_version INTEGER NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX audit_heads_at ON audit_heads (at);

-- Up to which head entries were deleted, their time being over: signed too.
CREATE TABLE audit_purges (
    number @identity@,
    head BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    key_version INTEGER NOT NULL,
    signature TEXT NOT NULL
);

-- down
DROP TABLE audit_purges;
DROP TABLE audit_heads;
DROP TABLE audit_gaps;
DROP TABLE audit_sequencer;
DROP TABLE audit_chain;
