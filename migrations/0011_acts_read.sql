-- up
-- How far a job has read activity_acts, so that it goes on from there.
CREATE TABLE activity_progress (
    job TEXT PRIMARY KEY,
    read_until BIGINT NOT NULL
);

-- down
DROP TABLE activity_progress;
