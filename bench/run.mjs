// Measures the program: bin/bench runs it. See README.md.
// Usage: node bench/run.mjs BUILD [MEASURE…] [--engine sqlite|postgres] [--folder F] [--rounds N]
//                           [--seconds S] [--structures FILE]
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { PostgresServer } from "../tests/support/postgres_server.mjs";
import { baseOf } from "./bases.mjs";
import { reserve } from "./large_pages.mjs";
import { endAll } from "./service.mjs";
import * as day from "./measures/day.mjs";
import * as filling from "./measures/filling.mjs";
import * as growth from "./measures/growth.mjs";
import * as importing from "./measures/importing.mjs";
import * as lists from "./measures/lists.mjs";
import * as migrating from "./measures/migrating.mjs";
import * as paths from "./measures/paths.mjs";
import * as searches from "./measures/searches.mjs";
import * as starting from "./measures/starting.mjs";
import * as throughput from "./measures/throughput.mjs";
import * as watching from "./measures/watching.mjs";
import * as writes from "./measures/writes.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MEASURES = [filling, starting, importing, lists, growth, searches, throughput, writes,
  day, paths, watching, migrating];

const ENGINES = ["postgres", "sqlite"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: "string" },
    folder: { type: "string", default: join(HERE, "..", "var", "bench") },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "10" },
    "day-seconds": { type: "string", default: "900" },
    structures: { type: "string" },
    report: { type: "boolean", default: false },
  },
});
const [build, ...names] = positionals;

const isAsked = (engine) => !values.engine || values.engine === engine;

function chosen() {
  if (names.length === 0) return MEASURES;
  return names.map((name) => {
    const found = MEASURES.find(({ title }) => title === name);
    if (found) return found;
    throw new Error(`no measure is named ${name}: ${MEASURES.map(({ title }) => title).join(", ")}`);
  });
}

// A quarter of the memory for its pages, as its manual advises; room to write; the durability it has
// by default.
const MEBIBYTES = Math.floor(totalmem() / (1 << 20));
const BUFFERS = Math.floor(MEBIBYTES / 4);
const SERVER_SETTINGS = [`-c shared_buffers=${BUFFERS}MB`,
  `-c effective_cache_size=${Math.floor(MEBIBYTES / 2)}MB`, "-c max_wal_size=8GB",
  "-c checkpoint_timeout=15min", "-c maintenance_work_mem=1GB", "-c max_connections=200",
  "-c random_page_cost=1.1"];

function toolsIn(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755); // the database server of another user passes through
  let server;
  let largePages;
  const tools = {
    folder,
    program: join(build, "gps"),
    load: join(build, "bench_load"),
    limit: join(build, "bench_sqlite_limit"),
    statements: join(build, "libbench_statements.so"),
    script: join(HERE, "tools", "requests.lua"),
    keys: join(folder, "keys"),
    structures: values.structures && resolve(values.structures),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    daySeconds: Number(values["day-seconds"]),
    results: join(folder, "results.json"),
    async server() {
      if (server) return server;
      largePages = reserve(BUFFERS * 2 ** 20);
      if (!largePages.isGiven) console.error("PostgreSQL has no large pages: it will cost more.");
      server = await PostgresServer.at(folder, SERVER_SETTINGS);
      return server;
    },
    end() {
      server?.stop("fast");
      largePages?.release();
    },
    // Of each measure, the last figures, with when they were taken.
    get all() {
      return existsSync(tools.results) ? JSON.parse(readFileSync(tools.results, "utf8")) : {};
    },
    kept(name) {
      return tools.all[name];
    },
    keep(name, figures) {
      const { all } = tools;
      all[name] = { at: new Date().toISOString(), machine: machine(),
        large_pages: largePages?.isGiven, ...figures };
      writeFileSync(tools.results, `${JSON.stringify(all, null, 2)}\n`);
    },
  };
  if (!existsSync(tools.keys)) execFileSync(tools.program, ["keys", "new", tools.keys]);
  return tools;
}

function machine() {
  const [{ model }] = cpus();
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / (1 << 30))} GiB, Linux ${release()}`;
}

const rounded = (value) => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

const line = ({ what, value, bar, holds }) => [what, rounded(value), bar,
  holds ? "holds" : "**does not hold**"].join(" | ");

// Without when and how they were taken.
const figuresOf = (kept) => Object.fromEntries(Object.entries(kept)
  .filter(([name]) => !["at", "machine", "large_pages"].includes(name)));

// What was measured so far, as a table.
function report(tools) {
  console.log("| engine | measure | figure | bar | |\n|---|---|---|---|---|");
  for (const measure of chosen())
    for (const engine of ENGINES) {
      const kept = tools.kept(`${measure.title}, ${engine}`);
      if (!kept) continue;
      for (const one of measure.judged(figuresOf(kept))) console.log(`| ${engine} | ${line(one)} |`);
    }
}

async function measured(tools, measure, engine) {
  const bases = {};
  for (const set of measure.sets) bases[set] = await baseOf(tools, engine, set);
  for (const base of Object.values(bases)) base.warm();
  const figures = await measure.measure(tools, bases, engine);
  tools.keep(`${measure.title}, ${engine}`, figures);
  for (const one of measure.judged(figures)) console.log(`| ${engine} | ${line(one)} |`);
}

const tools = toolsIn(resolve(values.folder));
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    endAll();
    tools.end();
    process.exit(130);
  });
try {
  console.log(machine());
  if (values.report) report(tools);
  else for (const measure of chosen())
    for (const engine of (measure.engines ?? ENGINES).filter((one) => isAsked(one)))
      await measured(tools, measure, engine);
} finally {
  tools.end();
}
