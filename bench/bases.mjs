// The bases that are measured: a set of invented people, on one engine, kept in a folder so that it
// is made once.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { cleanEnvironment } from "../tests/support/program.mjs";

// The country, and a hundredth of it.
export const SETS = {
  national: { persons: 6000000, professionals: 160000 },
  hundredth: { persons: 60000, professionals: 1600 },
};

const MUCH = 1 << 30;

// What a server removes meanwhile is not read, and is not missed.
function readThrough(place) {
  spawnSync("find", [place, "-type", "f", "-exec", "cat", "{}", "+"], { stdio: "ignore" });
}

class SqliteBase {
  engine = "sqlite";

  constructor(folder, set) {
    this.set = set;
    this.file = join(folder, `${set}.db`);
    this.url = `sqlite://${this.file}`;
  }

  get isMade() {
    return existsSync(this.file);
  }

  // Made beside, and named once it is whole.
  async make(fill) {
    const draft = `${this.file}.draft`;
    for (const more of ["", "-wal", "-shm"]) rmSync(`${draft}${more}`, { force: true });
    await fill(`sqlite://${draft}`);
    execFileSync("sqlite3", [draft, "PRAGMA wal_checkpoint(TRUNCATE)"]);
    renameSync(draft, this.file);
  }

  rows(sql) {
    const said = execFileSync("sqlite3", ["-readonly", "-json", this.file, sql],
      { encoding: "utf8", maxBuffer: MUCH });
    return said ? JSON.parse(said) : [];
  }

  query(sql) {
    return execFileSync("sqlite3", ["-cmd", ".timeout 30000", this.file, sql],
      { encoding: "utf8", maxBuffer: MUCH });
  }

  drop() {
    for (const more of ["", "-wal", "-shm"]) rmSync(`${this.file}${more}`, { force: true });
  }

  // In the memory of the machine, as after a while of service.
  warm() {
    readThrough(this.file);
  }

  // What was written before is carried to the file: nobody waits for it later.
  settle() {
    this.query("PRAGMA wal_checkpoint(PASSIVE)");
  }

  get bytes() {
    return this.rows("SELECT page_count * page_size AS n FROM pragma_page_count, pragma_page_size")
      [0].n;
  }

  // Whoever uses the processor for it, beside the program itself.
  get helpers() {
    return null;
  }
}

class PostgresBase {
  engine = "postgres";

  constructor(server, set) {
    this.set = set;
    this.server = server;
    this.name = `gps_${set}`;
    this.url = server.url.replace(/\/[^/]*$/, `/${this.name}`);
  }

  get isMade() {
    return this.#psql(this.server.url,
      `SELECT 1 FROM pg_database WHERE datname = '${this.name}'`) !== "";
  }

  async make(fill) {
    const draft = `${this.name}_draft`;
    this.#psql(this.server.url, `DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    this.#psql(this.server.url, `CREATE DATABASE ${draft}`);
    const url = this.server.url.replace(/\/[^/]*$/, `/${draft}`);
    await fill(url);
    this.#psql(url, "VACUUM (ANALYZE)");
    this.#psql(url, "CHECKPOINT");
    this.#psql(this.server.url, `ALTER DATABASE ${draft} RENAME TO ${this.name}`);
  }

  rows(sql) {
    return JSON.parse(this.query(`SELECT coalesce(json_agg(t), '[]') FROM (${sql}) AS t`));
  }

  query(sql) {
    return this.#psql(this.url, sql);
  }

  create() {
    this.drop();
    this.#psql(this.server.url, `CREATE DATABASE ${this.name}`);
  }

  drop() {
    this.#psql(this.server.url, `DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }

  settle() {
    this.query("VACUUM (ANALYZE)");
    this.query("CHECKPOINT");
  }

  warm() {
    const [{ oid }] = this.rows("SELECT oid FROM pg_database WHERE datname = current_database()");
    readThrough(join(this.server.data, "base", `${oid}`));
  }

  get bytes() {
    return this.rows("SELECT pg_database_size(current_database()) AS n")[0].n;
  }

  get helpers() {
    return this.server.pid;
  }

  #psql(url, sql) {
    return execFileSync("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
      "--set", "ON_ERROR_STOP=1", "--command", sql, url],
    { encoding: "utf8", maxBuffer: MUCH, stdio: ["ignore", "pipe", "pipe"] }).trim();
  }
}

// What a command of the program cost: its seconds, and the most memory it had at once, in bytes.
// `ends`: the exit codes that are as they should be.
export async function timed(tools, words, settings, ends = [0]) {
  const figures = join(tools.folder, "time");
  const command = spawn("/usr/bin/time", ["--quiet", "--output", figures, "--format", "%e %M",
    tools.program, ...words], { stdio: ["ignore", "ignore", "inherit"],
    env: { ...cleanEnvironment(), GPS_KEYS: tools.keys, ...settings } });
  const [status] = await once(command, "exit");
  if (!ends.includes(status)) throw new Error(`gps ${words.join(" ")} ended with ${status}`);
  const [seconds, kibibytes] = readFileSync(figures, "utf8").trim().split(" ").map(Number);
  return { seconds, most_memory: kibibytes * 1024 };
}

async function named(tools, engine, name) {
  if (engine === "postgres") return new PostgresBase(await tools.server(), name);
  const folder = join(tools.folder, "sqlite");
  mkdirSync(folder, { recursive: true });
  return new SqliteBase(folder, name);
}

// A base where nothing is, not even a table; whoever asked for it drops it.
export async function emptyBase(tools, engine) {
  const base = await named(tools, engine, "empty");
  if (engine === "postgres") base.create();
  else base.drop();
  return base;
}

// The base of `set` on an engine, made if it is not there, at the version of the program. `tools`:
// the program, the folder, the PostgreSQL server, the list of structures or none.
export async function baseOf(tools, engine, set) {
  const base = await named(tools, engine, set);
  if (base.isMade) {
    await timed(tools, ["migrate"], { GPS_DATABASE: base.url,
      GPS_MAIL_FROM: "gps@demonstration.example.org" });
    return base;
  }
  const { persons, professionals } = SETS[set];
  console.error(`Inventing ${persons} people on ${engine}, once.`);
  const words = ["demo", "--persons", persons, "--professionals", professionals,
    ...tools.structures ? ["--structures", tools.structures] : []];
  await base.make(async (url) => {
    tools.keep(`filling ${set}, ${engine}`, await timed(tools, words.map(String), { GPS_DATABASE: url,
      GPS_MAIL_FROM: "gps@demonstration.example.org", SQLITE_TMPDIR: tools.folder }));
  });
  return base;
}
