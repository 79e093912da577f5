// Runs every *.case file of this folder, what holds for all routes, and what ends sessions, against a
// real program.
// Usage: node tests/http/run.mjs PROGRAM sqlite|postgres [part of a case's title]
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { startProgram } from "../support/program.mjs";
import * as ofTheAccount from "./account.mjs";
import { readCases, runCase } from "./cases.mjs";
import * as checks from "./routes.mjs";
import * as ofSessions from "./sessions.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const [path, engine, wanted = ""] = process.argv.slice(2);

function allCases() {
  const files = readdirSync(HERE).filter((name) => name.endsWith(".case")).sort();
  return files.flatMap((name) => readCases(join(HERE, name)));
}

// Every promise, as { title, keep }.
function promises(program) {
  const { readRoutes, ...ofRoutes } = checks;
  const routes = readRoutes(program.routes());
  const ofTheEngine = engine === "postgres" ? ofTheAccount : {};
  return [
    ...Object.entries({ ...ofRoutes, ...ofSessions, ...ofTheEngine }).map(([title, check]) =>
      ({ title, keep: () => check(program, routes) })),
    ...allCases().map((scenario, number) =>
      ({ title: scenario.title, keep: () => runCase(program, scenario, number) })),
  ].filter(({ title }) => title.includes(wanted));
}

let passed = 0;
let failed = 0;
const program = await startProgram(path, engine);
try {
  for (const { title, keep } of promises(program)) {
    try {
      await keep();
      passed += 1;
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${title}\n  ${error.message.replaceAll("\n", "\n  ")}`);
    }
  }
} finally {
  await program.stop();
}
console.log(`${engine}: ${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
