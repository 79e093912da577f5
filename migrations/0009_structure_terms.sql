-- up
-- What the directory's search finds structures by: each beginning of each word of a name and a
-- city ('mis', 'miss'...), and 'kind:ML', 'department:30', 'city:nimes' (structures/terms.hpp).
-- The structures of a term stand in the order of names, so that a page reads its own rows.
CREATE TABLE structures_terms (
    term @key@ NOT NULL,
    name_key @key@ NOT NULL,
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    PRIMARY KEY (term, name_key, structure_id)
)
-- only: sqlite
WITHOUT ROWID
-- end
;

INSERT INTO structures_terms (term, name_key, structure_id)
WITH RECURSIVE lengths (characters) AS (
    SELECT 1
    UNION ALL
    SELECT characters + 1 FROM lengths WHERE characters < 40
)
SELECT DISTINCT substr(w.word, 1, lengths.characters), s.name_key, s.id
FROM structures AS s
JOIN structures_words AS w ON w.structure_id = s.id
JOIN lengths ON lengths.characters <= length(w.word)
WHERE lengths.characters > 1 OR w.word < 'a' OR w.word >= '{'
ORDER BY 1, 2, 3;

INSERT INTO structures_terms (term, name_key, structure_id)
SELECT 'kind:' || kind, name_key, id FROM structures
UNION ALL
SELECT 'department:' || department, name_key, id FROM structures WHERE department <> ''
UNION ALL
SELECT 'city:' || city_key, name_key, id FROM structures WHERE city_key <> '';

DROP TABLE structures_words;
DROP INDEX structures_by_city;
DROP INDEX structures_by_kind;

-- down
CREATE INDEX structures_by_city ON structures (city_key, name_key, id);
CREATE INDEX structures_by_kind ON structures (kind, name_key, id);

-- Beginnings stand for the words they are of: a search by beginnings finds the same.
CREATE TABLE structures_words (
    word @key@ NOT NULL,
    structure_id BIGINT NOT NULL REFERENCES structures (id),
    PRIMARY KEY (word, structure_id)
);
CREATE INDEX structures_words_owner ON structures_words (structure_id, word);
INSERT INTO structures_words (word, structure_id)
SELECT term, structure_id FROM structures_terms WHERE term NOT LIKE '%:%';
DROP TABLE structures_terms;
