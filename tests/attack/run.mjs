// Attacks the real program, and says what was tried, found, and whether each attack finds what is
// planted for it. Usage: node tests/attack/run.mjs PROGRAM [NAME...] [--long] [--engine ENGINE] [--from N]
// --from: a long sqlmap that was stopped after N goes on from there.
// On SQLite; with --long, on PostgreSQL too, and for as long as it takes to be believed.
// Ends with 1 on a finding or a control that is not found, with 77 when an attack could not run.
import { parseArgs } from "node:util";

import { startProgram } from "../support/program.mjs";
import { cast, Unable } from "./attack.mjs";
import { spoiled } from "./spoiler.mjs";
import { report } from "./table.mjs";

const ATTACKS = ["rights", "csrf", "headers", "smuggling", "races", "scripts", "sql", "timing",
  "slow"];
const ONLY_LONG = ["fuzzing"];
const NOT_RUN = 77; // what ctest reads as skipped

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: "boolean", default: false }, engine: { type: "string" },
    from: { type: "string", default: "0" } },
});
const [path, ...wanted] = positionals;
const { long } = values;

// The attack, then the same on the program with a flaw planted in it.
async function tried(program, name, engine) {
  const { attack, spoils, planted } = await import(`./${name}.mjs`);
  const own = await attack({ program, people: program.people, long, engine,
    from: Number(values.from) });
  if ("control" in own) return { ...own, planted };
  const flawed = await spoiled(program, await spoils(program));
  try {
    const people = Object.fromEntries(Object.entries(program.people).map(([key, caller]) =>
      [key, caller.before(flawed)]));
    const { findings } = await attack({ program: flawed, people, long, engine, isControl: true });
    return { ...own, planted, control: findings.length > 0 };
  } finally {
    await flawed.stopProxy();
  }
}

async function run(program, name, engine) {
  const start = Date.now();
  let ends;
  try {
    ends = await tried(program, name, engine);
  } catch (failure) {
    ends = failure instanceof Unable ? { unable: failure.message }
      : { tried: 0, findings: [failure.stack], control: false };
  }
  return { name, engine, seconds: (Date.now() - start) / 1000, ...ends };
}

async function runAll(engine, names) {
  const ends = [];
  const program = await startProgram(path, engine);
  try {
    program.people = cast(program);
    for (const name of names) ends.push(await run(program, name, engine));
  } finally {
    await program.stop();
  }
  return ends;
}

const all = long ? [...ATTACKS, ...ONLY_LONG] : ATTACKS;
const unknown = wanted.filter((name) => ![...ATTACKS, ...ONLY_LONG].includes(name));
if (!path || unknown.length) throw new Error(`attacks are ${[...ATTACKS, ...ONLY_LONG].join(", ")}`);
const engines = values.engine ? [values.engine] : long ? ["sqlite", "postgres"] : ["sqlite"];
const ends = [];
for (const [place, engine] of engines.entries()) {
  // Parsers know no engine.
  const names = (wanted.length ? wanted : all).filter((name) => place === 0 || name !== "fuzzing");
  ends.push(...await runAll(engine, names));
}
console.log(report(ends));
const isBad = ({ findings = [], control, unable }) => !unable && (findings.length || !control);
process.exitCode = ends.some(isBad) ? 1 : ends.some(({ unable }) => unable) ? NOT_RUN : 0;
