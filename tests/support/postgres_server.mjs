// A PostgreSQL server of a test's own, on loopback, with the durability it has by default: it can
// be stopped as if it died, and started again at the same port. As root, it runs as postgres.
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const PROGRAMS = "/usr/lib/postgresql/15/bin";
const IS_ROOT = process.getuid() === 0;

function asOwner(words) {
  return IS_ROOT ? ["runuser", "--user", "postgres", "--", ...words] : words;
}

function run(...words) {
  const [program, ...rest] = asOwner(words);
  return execFileSync(program, rest, { cwd: "/", encoding: "utf8", stdio: "pipe" });
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

function ownedFolder(path) {
  mkdirSync(path, { mode: 0o700 });
  if (IS_ROOT) {
    const id = (which) => Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" }));
    chownSync(path, id("-u"), id("-g"));
  }
  return path;
}

export class PostgresServer {
  // Its data is under `place`; what it writes ahead under `walPlace`.
  static async make(place, walPlace = place) {
    const server = new PostgresServer();
    server.data = ownedFolder(join(place, "data"));
    server.log = join(ownedFolder(join(walPlace, "log")), "log");
    const wal = ownedFolder(join(walPlace, "wal"));
    run(join(PROGRAMS, "initdb"), "--pgdata", server.data, "--waldir", wal, "--no-sync",
      "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8");
    await server.#open();
    return server;
  }

  // The one that was made at `place`, or a new one; `settings` win over its own: ["-c a=b"].
  static async at(place, settings) {
    const server = new PostgresServer();
    server.data = join(place, "data");
    server.settings = settings;
    if (!existsSync(server.data)) await (await PostgresServer.make(place)).stop("fast");
    server.log = join(place, "log", "log");
    await server.#open();
    return server;
  }

  async #open() {
    this.port = await freePort();
    this.url = `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
    this.start();
  }

  start() {
    const settings = [`-p ${this.port}`, "-c listen_addresses=127.0.0.1",
      "-c unix_socket_directories=", ...this.settings ?? []].join(" ");
    run(join(PROGRAMS, "pg_ctl"), "start", "--pgdata", this.data, "--log", this.log, "--wait",
      "--silent", "--options", settings);
  }

  // "immediate": as if it died, without a word to its clients nor a last write.
  stop(mode = "immediate") {
    run(join(PROGRAMS, "pg_ctl"), "stop", "--pgdata", this.data, "--mode", mode, "--silent");
  }

  // Of the process that its backends are children of.
  get pid() {
    return Number(readFileSync(join(this.data, "postmaster.pid"), "utf8").split("\n")[0]);
  }

  get isRunning() {
    try {
      run(join(PROGRAMS, "pg_ctl"), "status", "--pgdata", this.data);
      return true;
    } catch {
      return false;
    }
  }

  lastLines() {
    return readFileSync(this.log, "utf8").trimEnd().split("\n").slice(-20).join("\n");
  }

  end() {
    if (this.isRunning) this.stop();
  }
}
