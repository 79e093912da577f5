// The program under test, run as it is delivered: on a demonstration base of its own, SQLite or
// PostgreSQL (a database of the server at GPS_TEST_POSTGRES), with its mails in smtp_sink.mjs.
// Everything is on loopback, and ends with stop().
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SINK = join(dirname(fileURLToPath(import.meta.url)), "smtp_sink.mjs");
const ACCOUNT = join(dirname(fileURLToPath(import.meta.url)), "../../docs/postgres-account.sql");
const SERVICE = "gps_service";
const PEOPLE = ["--persons", "1200", "--professionals", "60", "--seed", "1"];
const MAIL_WITHIN_MS = 20000;

// The first line of its output; throws when it ends before.
export function firstLine(child) {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`${child.spawnfile} ended with ${code}`)));
    child.once("error", reject);
  });
}

export function end(child, signal = "SIGTERM") {
  return new Promise((ended) => {
    if (child.exitCode !== null || child.signalCode !== null) return ended();
    child.once("exit", ended);
    child.kill(signal);
  });
}

// A port of loopback that nobody listens to.
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// ---- The mail server --------------------------------------------------------------------------

export class MailSink {
  async start() {
    this.child = spawn(process.execPath, [SINK], { stdio: ["ignore", "pipe", "inherit"] });
    this.ports = JSON.parse(await firstLine(this.child));
    return this;
  }

  async mails(to) {
    const answer = await fetch(`http://127.0.0.1:${this.ports.http}/mails?to=${to}`);
    return answer.json();
  }

  // Waits for a mail to `to` after the first `known` ones.
  async next(to, known = 0) {
    for (const start = Date.now(); Date.now() - start < MAIL_WITHIN_MS;) {
      const mails = await this.mails(to);
      if (mails.length > known) return mails[known];
      await new Promise((pause) => setTimeout(pause, 50));
    }
    throw new Error(`no mail for ${to} within ${MAIL_WITHIN_MS} ms`);
  }

  stop() {
    return end(this.child);
  }
}

// ---- The two engines --------------------------------------------------------------------------

class SqliteBase {
  static #made = 0;

  constructor(folder, name = "gps.db") {
    this.folder = folder;
    this.file = join(folder, name);
    this.url = `sqlite://${this.file}`;
  }

  // Another base with the same rows, which drop() ends. Nobody uses this one meanwhile.
  copy() {
    SqliteBase.#made += 1;
    const copy = new SqliteBase(this.folder, `copy${SqliteBase.#made}.db`);
    execFileSync("sqlite3", [this.file, `.backup '${copy.file}'`], { stdio: "pipe" });
    return copy;
  }

  schema() {
    return this.query("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
  }

  tables() {
    return this.query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
      .split("\n").filter(Boolean);
  }

  // Every row of every table but `except`, as text.
  dump(except) {
    const tables = this.tables().filter((name) => !except.includes(name));
    return this.query(tables.map((name) => `SELECT '${name}'; SELECT * FROM ${name};`).join("\n"));
  }

  query(sql) {
    return execFileSync("sqlite3", ["-readonly", this.file, sql],
      { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });
  }

  // What a test plants, to see that it is found.
  change(sql) {
    execFileSync("sqlite3", ["-cmd", ".timeout 10000", this.file, sql], { stdio: "pipe" });
  }

  // Whoever reads and writes the file serves.
  get served() {
    return this.url;
  }

  drop() {
    for (const more of ["", "-wal", "-shm"]) rmSync(`${this.file}${more}`, { force: true });
  }
}

class PostgresBase {
  static #made = 0;
  #served;

  constructor(server = process.env.GPS_TEST_POSTGRES, template = "template1") {
    if (!server) throw new Error("GPS_TEST_POSTGRES is not set: run bin/with-postgres");
    PostgresBase.#made += 1;
    this.name = `gps_program_${process.pid}_${PostgresBase.#made}`;
    this.server = server;
    this.url = server.replace(/\/[^/]*$/, `/${this.name}`);
    this.#psql(server, `CREATE DATABASE ${this.name} TEMPLATE ${template}`);
  }

  copy() {
    return new PostgresBase(this.server, this.name);
  }

  schema() {
    return execFileSync("pg_dump", ["--schema-only", this.url], { encoding: "utf8" })
      .replace(/^\\(un)?restrict.*$/gm, "");
  }

  tables() {
    return this.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
      .split("\n").filter(Boolean);
  }

  dump(except) {
    const left = except.map((table) => `--exclude-table-data=${table}`);
    return execFileSync("pg_dump", ["--data-only", ...left, this.url],
      { encoding: "utf8", maxBuffer: 1 << 28 })
      .replace(/^(\\(un)?restrict|SELECT pg_catalog.setval).*$/gm, "");
  }

  query(sql) {
    return this.#psql(this.url, sql);
  }

  change(sql) {
    this.#psql(this.url, sql);
  }

  // For who serves: an account that changes no table (docs/postgres-account.sql).
  get served() {
    if (this.#served) return this.#served;
    this.#psql(this.server, `DO $$ BEGIN CREATE ROLE ${SERVICE} LOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
    execFileSync("psql", ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--set",
      `service=${SERVICE}`, "--file", ACCOUNT, this.url], { stdio: "pipe" });
    this.#served = this.url.replace(/\/\/[^@]*@/, `//${SERVICE}@`);
    return this.#served;
  }

  drop() {
    this.#psql(this.server, `DROP DATABASE ${this.name} WITH (FORCE)`);
  }

  #psql(url, sql) {
    return execFileSync("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
      "--command", sql, url], { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });
  }
}

// ---- The program ------------------------------------------------------------------------------

// No setting of whoever runs the tests reaches the program.
export function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GPS_"));
  return Object.fromEntries(kept);
}

function settings(folder, base, ports, keepsItsMails) {
  return {
    ...cleanEnvironment(),
    GPS_DATABASE: base.url,
    GPS_KEYS: join(folder, "keys"),
    GPS_LISTEN: "127.0.0.1:0",
    GPS_MAIL_FROM: "gps@demonstration.example.org",
    ...(keepsItsMails ? {} : { GPS_SMTP: `smtp://127.0.0.1:${ports.smtp}` }),
    GPS_SMTP_TLS: "opportunistic",
    GPS_TRUSTED_PROXIES: "127.0.0.1",
    GPS_CONTACT_SECURITY: "securite@demonstration.example.org",
    GPS_LOG: "warning",
  };
}

// Options: `people`, what `gps demo` is told, or false for a base where nobody and nothing is;
// `place`, the folder of the SQLite file; `server`, the PostgreSQL server; `settings`, more of them;
// `log`, the file that its log is added to; `keepsItsMails`, for a demonstration that has no mail
// server and shows its mails.
class Program {
  constructor(path, engine, options) {
    this.path = path;
    this.options = options;
    this.folder = mkdtempSync(join(tmpdir(), "gps-program-"));
    this.base = engine === "postgres" ? new PostgresBase(options.server)
      : new SqliteBase(options.place ?? this.folder);
  }

  async start() {
    this.sink = await new MailSink().start();
    const own = settings(this.folder, this.base, this.sink.ports, this.options.keepsItsMails);
    this.settings = { ...own, ...this.options.settings };
    this.command("keys", "new", this.settings.GPS_KEYS);
    const { people = PEOPLE } = this.options;
    this.command(...(people ? ["demo", ...people] : ["migrate"]));
    await this.serve();
    return this;
  }

  // Another command of the program, with the same settings; throws when it fails.
  command(...words) {
    return execFileSync(this.path, words, { env: this.settings, stdio: "pipe", encoding: "utf8" });
  }

  // `more`: what the environment has besides, this time.
  async serve(more = {}) {
    const { log } = this.options;
    const errors = log ? openSync(log, "a") : "inherit";
    this.server = spawn(this.path, ["serve"],
      { env: { ...this.settings, GPS_DATABASE: this.base.served, ...more },
        stdio: ["ignore", "pipe", errors] });
    if (log) closeSync(errors);
    const said = await firstLine(this.server);
    // Under a public address, it is come to by the port that it was given.
    this.url = /http:\S+/.exec(said)?.[0] ?? `http://${this.settings.GPS_LISTEN}`;
  }

  // Serves again, with these settings besides its own.
  async serveAgain(others) {
    await end(this.server);
    Object.assign(this.settings, others);
    await this.serve();
  }

  // The service ends; its base stays, and serve() opens it again.
  halt() {
    return end(this.server);
  }

  // As a machine that stops would: nothing is closed.
  kill() {
    return end(this.server, "SIGKILL");
  }

  get isRunning() {
    return this.server.exitCode === null && this.server.signalCode === null;
  }

  routes() {
    return execFileSync(this.path, ["routes"], { env: cleanEnvironment(), encoding: "utf8" });
  }

  mails(to) {
    return this.sink.mails(to);
  }

  nextMail(to, known = 0) {
    return this.sink.next(to, known);
  }

  async stop() {
    if (this.server) await end(this.server);
    if (this.sink) await this.sink.stop();
    if (!this.options.server) this.base.drop(); // else it ends with its server
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// The code of the next sign-in mail to this address, `known` of its mails being read already: other
// mails may come in between.
export async function mailedCode(program, to, known) {
  for (let read = known; ; read += 1) {
    const mail = await program.nextMail(to, read);
    const code = /^\s*([0-9A-Z]{5}-[0-9A-Z]{5})\s*$/m.exec(mail.text);
    if (code) return code[1];
  }
}

export async function startProgram(path, engine, options = {}) {
  const program = new Program(path, engine, options);
  try {
    return await program.start();
  } catch (failure) {
    await program.stop();
    throw failure;
  }
}
