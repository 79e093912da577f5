// Runs the campaigns: what the real program promises about durability and failure, tried.
// Usage: node tests/campaigns/run.mjs PROGRAM [NAME] [--long]
// A line each: what it counted, or why it failed, or why this machine cannot run it. Ends with 1
// when one failed, else with 77 when one could not run, else with 0.
import { parseArgs } from "node:util";

import { Unable } from "./campaign.mjs";
import * as databaseLost from "./database_lost.mjs";
import * as diskFull from "./disk_full.mjs";
import * as kill from "./kill.mjs";
import * as merge from "./merge.mjs";
import * as migrations from "./migrations.mjs";
import * as nir from "./nir.mjs";
import * as powerCut from "./power_cut.mjs";
import * as sameTime from "./same_time.mjs";
import * as simultaneous from "./simultaneous.mjs";

const CAMPAIGNS = {
  "power-cut": powerCut,
  "disk-full": diskFull,
  kill,
  "database-lost": databaseLost,
  migrations,
  merge,
  "same-time": sameTime,
  simultaneous,
  nir,
};
const NOT_RUN = 77; // what ctest reads as skipped

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: "boolean", default: false } },
});
const [path, wanted] = positionals;

function chosen() {
  if (!path) throw new Error("the program to try is not given");
  if (wanted === undefined) return Object.entries(CAMPAIGNS);
  if (wanted in CAMPAIGNS) return [[wanted, CAMPAIGNS[wanted]]];
  throw new Error(`no campaign is named ${wanted}: there are ${Object.keys(CAMPAIGNS).join(", ")}`);
}

// Runs a part of a campaign and prints its line; returns how it went.
async function runPart(title, run) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  try {
    const figures = await run({ path, long: values.long });
    console.log(`${title}: ${figures} (${seconds()})`);
    return "passed";
  } catch (error) {
    const isUnable = error instanceof Unable;
    const why = isUnable ? error.message : error.stack;
    console.log(`${title}: ${isUnable ? "NOT RUN" : "FAILED"}: ${why} (${seconds()})`);
    return isUnable ? "not run" : "failed";
  }
}

const ends = [];
for (const [name, { parts, longParts }] of chosen()) {
  for (const [part, run] of Object.entries({ ...parts, ...values.long && longParts })) {
    ends.push(await runPart(part ? `${name}, ${part}` : name, run));
  }
}
const count = (end) => ends.filter((one) => one === end).length;
console.log(`campaigns: ${["passed", "failed", "not run"].map((end) =>
  `${count(end)} ${end}`).join(", ")}`);
process.exitCode = count("failed") ? 1 : count("not run") ? NOT_RUN : 0;
