-- up
-- On PostgreSQL, a structure's thirty terms were checked one by one to be of a structure: a fifth of
-- an import. They are written with it, by the same act, and are found by joining it.
-- only: postgres
ALTER TABLE structures_terms DROP CONSTRAINT structures_terms_structure_id_fkey;
-- end

-- down
-- As it was; on SQLite, nothing changed.
-- only: postgres
ALTER TABLE structures_terms ADD CONSTRAINT structures_terms_structure_id_fkey
    FOREIGN KEY (structure_id) REFERENCES structures (id);
-- end
