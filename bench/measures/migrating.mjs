// A migration that adds a column to the six million people, fills it and indexes it, while the
// service answers: migration 5, undone and applied again. How long anyone waited for a lock, how long
// the longest page and change took, and how long they take without a migration.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { timed } from "../bases.mjs";
import { whoFollow, withPeople } from "../cast.mjs";
import { inTurn, load, read } from "../load.mjs";
import { Service, signIn } from "../service.mjs";

export const title = "migrating";
export const sets = ["national"];
export const engines = ["postgres"];

const run = promisify(execFile);
const SESSIONS = 300;
const RATE = 100; // requests a second: the machine has to migrate meanwhile
const CHANGES = 50; // people changed a second, as the version before would
const CHUNK_SECONDS = 10;
const CONTROL_MS = 60_000;
const LONGEST_MS = 100;

const UNDO = `
  DELETE FROM schema_migrations WHERE version = 5;
  DELETE FROM schema_backfills WHERE name IN ('people.sound_keys', '0005_name_sounds.online');
  DROP INDEX IF EXISTS persons_sounds;
  ALTER TABLE persons DROP COLUMN IF EXISTS sound_key`;

// Lists and files, chunk after chunk, until `isOver()`: the longest answer, and how many were wrong.
async function answered(service, who, isOver) {
  const lines = inTurn(who, 2000, (one, turn) => read(one, turn % 2 ? "/suivis"
    : `/personnes/${one.people[turn % one.people.length].address}`, turn % 2 ? "list" : "file"));
  const seen = { longest_ms: 0, wrong: 0 };
  while (!isOver()) {
    const { all } = await load(service, lines, { connections: 50, rate: RATE,
      seconds: CHUNK_SECONDS, again: true, faults: true });
    seen.longest_ms = Math.max(seen.longest_ms, all.longest / 1000);
    seen.wrong += Object.values(all.wrong).reduce((sum, one) => sum + one, 0);
  }
  return seen;
}

// People changed one at a time by pgbench, which is stopped; the longest wait, in milliseconds.
async function changed(tools, base, stopped) {
  const script = join(tools.folder, "change.sql");
  const prefix = join(tools.folder, "changes");
  for (const name of readdirSync(tools.folder).filter((one) => one.startsWith("changes.")))
    rmSync(join(tools.folder, name));
  writeFileSync(script, "\\set id random(1, 6000000)\n"
    + "UPDATE persons SET commune = commune WHERE id = :id;\n");
  const words = ["--no-vacuum", "--client", "1", "--rate", CHANGES, "--time", "3600", "--log",
    "--log-prefix", prefix, "--file", script, base.url];
  await run("pgbench", words.map(String), { signal: stopped }).catch((failure) => {
    if (failure.name !== "AbortError") throw failure;
  });
  const lines = readdirSync(tools.folder).filter((name) => name.startsWith("changes."))
    .flatMap((name) => readFileSync(join(tools.folder, name), "utf8").trim().split("\n"));
  // client, transaction, microseconds since it was due, …
  return lines.filter((line) => /^[0-9]+ [0-9]+ [0-9]+ /.test(line))
    .map((line) => Number(line.split(" ")[2]) / 1000);
}

// Whoever waits for a lock, how long already, asked a hundred times a second. A migration waits with
// AccessExclusive and ShareUpdateExclusive locks, for its turn, and for transactions to end.
const WAITS = `SELECT COALESCE(MAX(EXTRACT(EPOCH FROM clock_timestamp() - waitstart)), 0)
  FROM pg_locks WHERE NOT granted AND locktype NOT IN ('virtualxid', 'advisory')
  AND mode NOT IN ('AccessExclusiveLock', 'ShareUpdateExclusiveLock') \\watch 0.01\n`;

// The longest wait for a lock until stop(), in milliseconds.
function blocked(base) {
  const psql = spawn("psql", ["-AtqX", base.url], { stdio: ["pipe", "pipe", "inherit"] });
  let longest = 0;
  let looks = 0;
  psql.stdout.setEncoding("utf8").on("data", (text) => {
    for (const line of text.split("\n")) {
      if (!/^[0-9.]+$/.test(line)) continue;
      looks += 1;
      longest = Math.max(longest, Number(line) * 1000);
    }
  });
  psql.stdin.write(WAITS);
  return { async stop() {
    psql.kill();
    await once(psql, "close");
    if (looks === 0) throw new Error("nobody looked at the locks");
    return longest;
  } };
}

// Pages and changes while `work` goes on.
async function during(tools, base, service, who, work) {
  const stop = new AbortController();
  const changes = changed(tools, base, stop.signal);
  const locks = blocked(base);
  let isOver = false;
  const answers = answered(service, who, () => isOver);
  const [, seen] = await Promise.all([work().finally(() => {
    isOver = true;
  }), answers]);
  stop.abort();
  const waits = await changes;
  return { longest_answer_ms: seen.longest_ms, wrong: seen.wrong, changes: waits.length,
    longest_change_ms: waits.reduce((most, one) => Math.max(most, one), 0),
    longest_blocked_ms: await locks.stop() };
}

export async function measure(tools, { national: base }) {
  const service = await Service.start(tools, base);
  try {
    const who = await signIn(service, withPeople(base, whoFollow(base, 20, 60, SESSIONS)));
    const alone = await during(tools, base, service, who, () => pause(CONTROL_MS));
    base.query(UNDO);
    let seconds = 0;
    const migrated = await during(tools, base, service, who, async () => {
      ({ seconds } = await timed(tools, ["migrate"], { GPS_DATABASE: base.url,
        GPS_MAIL_FROM: "gps@demonstration.example.org" }));
    });
    base.settle(); // what the measures after it would wait for
    return { seconds, alone, migrated };
  } finally {
    await service.stop();
  }
}

const compared = (what, migrated, alone) => ({
  what: `the same: ${what}, ms (${Math.round(alone)} without a migration)`, value: migrated,
  bar: "≤ 100", holds: migrated <= LONGEST_MS });

export function judged({ seconds, alone, migrated }) {
  return [
    { what: "pages answered wrongly during a migration", value: migrated.wrong, bar: "0",
      holds: migrated.wrong === 0 },
    { what: `migration of ${Math.round(seconds)} s: longest wait for a lock, ms`,
      value: migrated.longest_blocked_ms, bar: "≤ 100",
      holds: migrated.longest_blocked_ms <= LONGEST_MS },
    compared("longest change of a person", migrated.longest_change_ms, alone.longest_change_ms),
    compared("longest page", migrated.longest_answer_ms, alone.longest_answer_ms),
  ];
}
