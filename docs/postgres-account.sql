-- The account of the running service on PostgreSQL: it reads and writes rows, and can neither change
-- a table, nor an entry of the trail once written, nor which migrations ran. Run in the database by
-- its owner, once `gps migrate` has made the tables; running it again changes nothing:
--
--   createuser gps_service
--   psql --set service=gps_service --file postgres-account.sql DATABASE
--
-- Then `gps serve` is given this account in GPS_DATABASE; `gps migrate` and the other commands, the
-- owner's. Tables that a later migration makes are the service's to read and write too.

GRANT USAGE ON SCHEMA public TO :"service";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"service";
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"service";

-- Entries leave the trail when twelve months are over, with a proof; none is ever changed.
REVOKE UPDATE ON audit_entries, audit_chain, audit_heads FROM :"service";
REVOKE INSERT, UPDATE, DELETE ON schema_migrations, schema_backfills FROM :"service";
