-- up
-- The social security numbers of people, a final and a temporary one at most. sealed: the number,
-- by a key outside the database, bound to the person. blind_index: its digest by another key: what
-- it is found by. key_version: of both keys.
CREATE TABLE nir_numbers (
    person_id BIGINT NOT NULL REFERENCES persons (id),
    is_temporary BOOLEAN NOT NULL,
    sealed TEXT NOT NULL,
    blind_index TEXT NOT NULL UNIQUE,
    key_version INTEGER NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, is_temporary)
);
CREATE INDEX nir_numbers_versions ON nir_numbers (key_version, person_id);

-- The one row that says by which version numbers are kept: who writes one waits for it.
CREATE TABLE nir_state (
    id INTEGER PRIMARY KEY,
    key_version INTEGER NOT NULL
);
INSERT INTO nir_state (id, key_version) VALUES (1, 1);

-- Two records may be one human being because the same number was given for both. (A check is
-- changed by making its table again; the queue is short.)
CREATE TABLE people_doubles_new (
    id @identity@,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    other_id BIGINT NOT NULL REFERENCES persons (id),
    why TEXT NOT NULL CHECK (why IN ('sounds', 'date', 'swapped', 'set_aside', 'number')),
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'apart', 'merged')),
    found_at BIGINT NOT NULL,
    UNIQUE (person_id, other_id)
);
INSERT INTO people_doubles_new (person_id, other_id, why, state, found_at)
    SELECT person_id, other_id, why, state, found_at FROM people_doubles ORDER BY id;
DROP TABLE people_doubles;
ALTER TABLE people_doubles_new RENAME TO people_doubles;

-- down
CREATE TABLE people_doubles_old (
    id @identity@,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    other_id BIGINT NOT NULL REFERENCES persons (id),
    why TEXT NOT NULL CHECK (why IN ('sounds', 'date', 'swapped', 'set_aside')),
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'apart', 'merged')),
    found_at BIGINT NOT NULL,
    UNIQUE (person_id, other_id)
);
INSERT INTO people_doubles_old (person_id, other_id, why, state, found_at)
    SELECT person_id, other_id, why, state, found_at FROM people_doubles
    WHERE why <> 'number' ORDER BY id;
DROP TABLE people_doubles;
ALTER TABLE people_doubles_old RENAME TO people_doubles;
DROP TABLE nir_state;
DROP TABLE nir_numbers;
