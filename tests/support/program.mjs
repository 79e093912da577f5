// The program under test, run as it is delivered: on a demonstration base of its own, SQLite or
// PostgreSQL (a database of the server at GPS_TEST_POSTGRES), with its mails in smtp_sink.mjs.
// Everything is on loopback, and ends with stop().
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SINK = join(dirname(fileURLToPath(import.meta.url)), "smtp_sink.mjs");
const PEOPLE = ["--persons", "1200", "--professionals", "60", "--seed", "1"];
const MAIL_WITHIN_MS = 20000;

// The first line of its output; throws when it ends before.
function firstLine(child) {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`${child.spawnfile} ended with ${code}`)));
    child.once("error", reject);
  });
}

function end(child) {
  return new Promise((ended) => {
    if (child.exitCode !== null || child.signalCode !== null) return ended();
    child.once("exit", ended);
    child.kill("SIGTERM");
  });
}

// ---- The two engines --------------------------------------------------------------------------

class SqliteBase {
  constructor(folder) {
    this.file = join(folder, "gps.db");
    this.url = `sqlite://${this.file}`;
  }

  // Every row of every table but `except`, as text.
  dump(except) {
    const tables = this.query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
      .split("\n").filter((name) => name && !except.includes(name));
    return tables.map((name) => `${name}\n${this.query(`SELECT * FROM ${name}`)}`).join("\n");
  }

  query(sql) {
    return execFileSync("sqlite3", ["-readonly", this.file, sql],
      { encoding: "utf8", maxBuffer: 1 << 28 });
  }

  execute(sql) {
    execFileSync("sqlite3", ["-cmd", ".timeout 10000", this.file, sql], { stdio: "pipe" });
  }

  drop() {}
}

class PostgresBase {
  constructor() {
    const server = process.env.GPS_TEST_POSTGRES;
    if (!server) throw new Error("GPS_TEST_POSTGRES is not set: run bin/with-postgres");
    this.name = `gps_program_${process.pid}`;
    this.server = server;
    this.url = server.replace(/\/[^/]*$/, `/${this.name}`);
    this.#psql(server, `CREATE DATABASE ${this.name}`);
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

  execute(sql) {
    this.#psql(this.url, sql);
  }

  drop() {
    this.#psql(this.server, `DROP DATABASE ${this.name} WITH (FORCE)`);
  }

  #psql(url, sql) {
    return execFileSync("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
      "--command", sql, url], { encoding: "utf8" });
  }
}

// ---- The program ------------------------------------------------------------------------------

// No setting of whoever runs the tests reaches the program.
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GPS_"));
  return Object.fromEntries(kept);
}

// Without a mail server in its settings, a demonstration keeps its mails itself.
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

class Program {
  constructor(path, engine) {
    this.path = path;
    this.folder = mkdtempSync(join(tmpdir(), "gps-program-"));
    this.base = engine === "postgres" ? new PostgresBase() : new SqliteBase(this.folder);
  }

  // `hasPeople`: a demonstration; without them, a base where nobody and nothing is.
  async start({ hasPeople = true, keepsItsMails = false } = {}) {
    this.sink = spawn(process.execPath, [SINK], { stdio: ["ignore", "pipe", "inherit"] });
    this.ports = JSON.parse(await firstLine(this.sink));
    const env = settings(this.folder, this.base, this.ports, keepsItsMails);
    this.settings = env;
    execFileSync(this.path, ["keys", "new", env.GPS_KEYS], { env, stdio: "pipe" });
    this.run(...(hasPeople ? ["demo", ...PEOPLE] : ["migrate"]));
    await this.serve();
    return this;
  }

  // A command of the program, on its base.
  run(...command) {
    execFileSync(this.path, command, { env: this.settings, stdio: "pipe" });
  }

  async serve() {
    const options = { env: this.settings, stdio: ["ignore", "pipe", "inherit"] };
    this.server = spawn(this.path, ["serve"], options);
    this.url = /http:\S+/.exec(await firstLine(this.server))[0];
  }

  // Serves again, with these settings besides its own.
  async serveAgain(others) {
    await end(this.server);
    Object.assign(this.settings, others);
    await this.serve();
  }

  routes() {
    return execFileSync(this.path, ["routes"], { env: cleanEnvironment(), encoding: "utf8" });
  }

  async mails(to) {
    const answer = await fetch(`http://127.0.0.1:${this.ports.http}/mails?to=${to}`);
    return answer.json();
  }

  // Waits for a mail to `to` after the first `known` ones.
  async nextMail(to, known = 0) {
    for (const start = Date.now(); Date.now() - start < MAIL_WITHIN_MS;) {
      const mails = await this.mails(to);
      if (mails.length > known) return mails[known];
      await new Promise((pause) => setTimeout(pause, 50));
    }
    throw new Error(`no mail for ${to} within ${MAIL_WITHIN_MS} ms`);
  }

  async stop() {
    if (this.server) await end(this.server);
    if (this.sink) await end(this.sink);
    this.base.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// The code that a sign-in mail holds.
export function codeIn(mail) {
  return /^\s*([0-9A-Z]{5}-[0-9A-Z]{5})\s*$/m.exec(mail.text)[1];
}

export async function startProgram(path, engine, options) {
  const program = new Program(path, engine);
  try {
    return await program.start(options);
  } catch (failure) {
    await program.stop();
    throw failure;
  }
}
