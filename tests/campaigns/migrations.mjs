// `gps migrate`, back to each version and up again, on a base with people, killed (SIGKILL) at
// moments nobody chose and run again until it ends: the schema and every row, sound keys included,
// are those of a run that nobody interrupted. Control: a difference that is planted is seen.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";

import { between, demand, FEW, pause, withProgram } from "./campaign.mjs";

// Several batches of the back-fill of names' sounds, which are of 500.
const PEOPLE = { short: "1500", long: "6000" };
const ROUNDS = { short: 1, long: 10 };
// Those gone back to; else every one. A process costs more to PostgreSQL than to SQLite.
const VERSIONS = { short: { sqlite: [4, 0], postgres: [4] }, long: {} };
const TABLE = "### "; // before the name of a table, among its rows
const MOST_RUNS = 200; // of one migration, before it must have ended
const SPARED_AFTER = 4; // kills of one migration; then it is left to end
const KILLED_BY = 0.7; // of the time that a whole run takes

function migrating(program, base, words) {
  const env = { ...program.settings, GPS_DATABASE: base.url };
  return spawn(program.path, ["migrate", ...words], { env, stdio: ["ignore", "ignore", "pipe"] });
}

// { "the schema": digest, a table: digest of its rows, whatever their order, ... }
function contents(base) {
  const digest = (text) => createHash("sha256").update(text).digest("hex");
  const found = { "the schema": digest(base.schema()) };
  const rows = base.tables().map((table) => {
    const columns = table === "schema_migrations" ? "version, name" : "*"; // not when it was
    return `SELECT '${TABLE}${table}'; SELECT ${columns} FROM ${table}`;
  });
  for (const block of base.query(rows.join("; ")).split(TABLE).slice(1)) {
    const [table, ...lines] = block.trimEnd().split("\n");
    found[table] = digest(lines.sort().join("\n"));
  }
  return found;
}

// Runs to its end, or to a kill after `killMs`. Returns whether it was killed.
function once(program, base, words, killMs) {
  return new Promise((ended, failed) => {
    const child = migrating(program, base, words);
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    const kill = () => child.kill("SIGKILL");
    const timer = killMs === undefined ? undefined : setTimeout(kill, killMs);
    child.once("error", failed);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (signal === "SIGKILL") ended(true);
      else if (code === 0) ended(false);
      else failed(new Error(`gps migrate ${words.join(" ")} ended with ${code}:\n${said}`));
    });
  });
}

// Until it ends by itself; returns how many times it was killed.
async function killedUntilDone(program, base, words, lastsMs) {
  let kills = 0;
  for (let run = 1; run <= MOST_RUNS; run += 1) {
    const killMs = kills < SPARED_AFTER ? between(0, KILLED_BY * lastsMs) : undefined;
    if (!await once(program, base, words, killMs)) return kills;
    kills += 1;
    await pause(1);
  }
  throw new Error(`gps migrate ${words.join(" ")} never ended`);
}

async function timed(act) {
  const start = Date.now();
  await act();
  return Date.now() - start;
}

const KEYS = "SELECT public_id, sound_key FROM persons ORDER BY public_id";

// One trip, back to `version` and up again, with and without kills. Returns the number of kills.
async function trip(program, version, rounds) {
  const back = ["--to", String(version)];
  const whole = program.base.copy();
  try {
    const backMs = await timed(() => once(program, whole, back));
    const low = contents(whole);
    const upMs = await timed(() => once(program, whole, []));
    const high = contents(whole);
    let kills = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const killed = program.base.copy();
      try {
        kills += await killedUntilDone(program, killed, back, backMs);
        demandSame(low, contents(killed), `back at version ${version}`);
        kills += await killedUntilDone(program, killed, [], upMs);
        demandSame(high, contents(killed), `up again from version ${version}`);
        demandSound(program.base, killed, version);
      } finally {
        killed.drop();
      }
    }
    return kills;
  } finally {
    whole.drop();
  }
}

function demandSame(expected, actual, when) {
  const tables = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  const different = [...tables].filter((table) => expected[table] !== actual[table]);
  demand(!different.length, `${when}, what was killed differs: ${different.join(", ")}`);
}

// The keys that the back-fill computes are those that recording each person had computed.
function demandSound(before, after, version) {
  const personsStay = version >= 2;
  if (!personsStay) return;
  demand(before.query(KEYS) === after.query(KEYS), `sound keys differ after version ${version}`);
}

// Each of these must make the comparison fail.
const PLANTED = {
  "another sound": "UPDATE persons SET sound_key = 'x' WHERE id = (SELECT max(id) FROM persons)",
  "a row less": "DELETE FROM followup_periods WHERE id = (SELECT max(id) FROM followup_periods)",
  "an index less": "DROP INDEX persons_sounds",
};

function control(base) {
  const planted = base.copy();
  try {
    let before = contents(planted);
    for (const [what, sql] of Object.entries(PLANTED)) {
      planted.change(sql);
      const after = contents(planted);
      const isSeen = Object.keys(before).some((table) => before[table] !== after[table]);
      demand(isSeen, `the control failed: ${what} was planted, not seen`);
      before = after;
    }
  } finally {
    planted.drop();
  }
  return `control (planted: ${Object.keys(PLANTED).join(", ")}) seen`;
}

async function campaign(program, engine, size) {
  await program.halt();
  const latest = Number(program.base.query("SELECT max(version) FROM schema_migrations"));
  const every = Array.from({ length: latest }, (_, version) => version);
  const versions = VERSIONS[size][engine] ?? every;
  let kills = 0;
  for (const version of versions) kills += await trip(program, version, ROUNDS[size]);
  demand(kills >= 2 * versions.length, `only ${kills} kills: too few to say anything`);
  return `from ${latest} to ${versions.join(", ")} and up again, with ${PEOPLE[size]} people, ` +
    `${kills} kills: same schema, same rows, same sound keys; ${control(program.base)}`;
}

const on = (engine) => ({ path, long }) => {
  const size = long ? "long" : "short";
  const people = ["--persons", PEOPLE[size], ...FEW.slice(2)];
  return withProgram(path, engine, { people }, (program) => campaign(program, engine, size));
};

export const parts = { SQLite: on("sqlite"), PostgreSQL: on("postgres") };
