-- up
-- An organisation whose professionals follow people. (source, source_id) is the key of imports;
-- a SIRET is none. name_key, city_key and the words are for the search: see people/names.hpp.
-- habilitated_because: 'import' (its kind is habilitated by default), 'platform', or ''.
CREATE TABLE structures (
    id @identity@,
    public_id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key @key@ NOT NULL,
    kind TEXT NOT NULL,
    sensitivity INTEGER NOT NULL CHECK (sensitivity IN (0, 1, 2)),
    is_habilitated BOOLEAN NOT NULL DEFAULT FALSE,
    habilitated_because TEXT NOT NULL DEFAULT '',
    siret TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    city_key @key@ NOT NULL DEFAULT '',
    insee_code TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    content_hash TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (source, source_id)
);
CREATE INDEX structures_by_name ON structures (name_key, id);
CREATE INDEX structures_by_city ON structures (city_key, name_key, id);
CREATE INDEX structures_by_department ON structures (department, name_key, id);
CREATE INDEX structures_by_kind ON structures (kind, name_key, id);

-- Every word of a structure's name and city, so that the directory's search reads an index.
CREATE TABLE structures_words (
    word @key@ NOT NULL,
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    PRIMARY KEY (word, structure_id)
);
CREATE INDEX structures_words_owner ON structures_words (structure_id, word);

-- Two rows that probably are one place. Proposed to the platform team, never merged by itself.
CREATE TABLE structures_doubles (
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    double_id BIGINT NOT NULL REFERENCES structures (id),
    reason TEXT NOT NULL CHECK (reason IN ('name', 'phone', 'address')),
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'same', 'different')),
    proposed_at BIGINT NOT NULL,
    PRIMARY KEY (structure_id, double_id),
    CHECK (structure_id < double_id)
);

-- down
DROP TABLE structures_doubles;
DROP TABLE structures_words;
DROP TABLE structures;
