// A migration that adds a column to the six million people, fills it and indexes it, while the
// service answers: migration 5, undone and applied again. How long anyone waited.
import { execFile } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
const LONGEST_MS = 100;

const UNDO = `
  DELETE FROM schema_migrations WHERE version = 5;
  DELETE FROM schema_backfills WHERE name = 'people.sound_keys';
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
  return lines.map((line) => Number(line.split(" ")[2]) / 1000);
}

export async function measure(tools, { national: base }) {
  const service = await Service.start(tools, base);
  try {
    const who = await signIn(service, withPeople(base, whoFollow(base, 20, 60, SESSIONS)));
    base.query(UNDO);
    const stop = new AbortController();
    const changes = changed(tools, base, stop.signal);
    let isOver = false;
    const answers = answered(service, who, () => isOver);
    const migrated = timed(tools, ["migrate"], { GPS_DATABASE: base.url,
      GPS_MAIL_FROM: "gps@demonstration.example.org" }).finally(() => {
      isOver = true;
    });
    const [{ seconds }, seen] = await Promise.all([migrated, answers]);
    stop.abort();
    const waits = await changes;
    return { seconds, longest_answer_ms: seen.longest_ms, wrong: seen.wrong,
      changes: waits.length, longest_change_ms: waits.reduce((most, one) => Math.max(most, one), 0) };
  } finally {
    await service.stop();
  }
}

export function judged({ seconds, wrong, longest_answer_ms: answer, longest_change_ms: change }) {
  return [
    { what: "pages answered wrongly during a migration", value: wrong, bar: "0",
      holds: wrong === 0 },
    { what: `migration of ${Math.round(seconds)} s: longest change of a person, ms`, value: change,
      bar: "≤ 100", holds: change <= LONGEST_MS },
    { what: "the same: longest page, ms", value: answer, bar: "≤ 100",
      holds: answer <= LONGEST_MS },
  ];
}
