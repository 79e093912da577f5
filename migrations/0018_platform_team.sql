-- up
-- The team of the service: creates structures, habilitates, answers where nobody else may. It sees
-- nobody's file. The operator names them.
CREATE TABLE teams_platform (
    professional_id BIGINT PRIMARY KEY REFERENCES professionals (id),
    since BIGINT NOT NULL
);

-- down
DROP TABLE teams_platform;
