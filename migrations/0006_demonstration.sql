-- up
-- Only `gps demo` writes here: a base that has a row is a demonstration, where everyone is invented
-- and anyone may enter as one of the personas.
CREATE TABLE demo_base (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seed BIGINT NOT NULL,
    persons INTEGER NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE TABLE demo_personas (
    place INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    who TEXT NOT NULL,
    what TEXT NOT NULL
);

-- down
DROP TABLE demo_personas;
DROP TABLE demo_base;
