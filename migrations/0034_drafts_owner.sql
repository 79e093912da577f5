-- up
-- online
-- The drafts of whoever changes structure follow them, without reading everybody's.
CREATE INDEX access_drafts_of ON access_drafts (professional_id);

-- down
DROP INDEX access_drafts_of;
