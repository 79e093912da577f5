-- up
-- The form that someone sent after their session had ended: sealed, held by their browser, then by
-- the session they open again. Deleted after an hour.
CREATE TABLE access_drafts (
    holder_digest TEXT PRIMARY KEY,
    professional_id BIGINT NOT NULL REFERENCES professionals (id),
    structure_id BIGINT REFERENCES structures (id),
    sealed TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX access_drafts_at ON access_drafts (at);

-- down
DROP TABLE access_drafts;
