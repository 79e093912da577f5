// The account that serves on PostgreSQL (docs/postgres-account.sql): all the other cases pass with
// it, and it does nothing more.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

const REFUSED = [
  "CREATE TABLE planted (id INTEGER)",
  "ALTER TABLE persons ADD COLUMN planted INTEGER",
  "DROP TABLE audit_entries",
  "TRUNCATE audit_entries",
  "UPDATE audit_entries SET act = act WHERE id = 0",
  "UPDATE audit_chain SET hash = hash WHERE seq = 0",
  "UPDATE audit_heads SET hash = hash WHERE number = 0",
  "DELETE FROM schema_migrations WHERE version = 0",
];

function said(url, sql) {
  try {
    execFileSync("psql", ["--no-psqlrc", "--quiet", "--command", sql, url], { stdio: "pipe" });
    return "done";
  } catch (failure) {
    return failure.stderr.toString();
  }
}

export function theAccountThatServesChangesNoTable({ base }) {
  assert.equal(said(base.served, "UPDATE persons SET commune = commune WHERE id = 0"), "done");
  for (const sql of REFUSED)
    assert.match(said(base.served, sql), /permission denied|must be owner/, sql);
}
