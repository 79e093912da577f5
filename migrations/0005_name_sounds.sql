-- up
-- How a name sounds is computed in C++, so existing people are filled in batches.
ALTER TABLE persons ADD COLUMN sound_key @key@;
-- backfill: people.sound_keys

-- online
CREATE INDEX persons_sounds ON persons (sound_key, birth_date);

-- down
DROP INDEX persons_sounds;
ALTER TABLE persons DROP COLUMN sound_key;
