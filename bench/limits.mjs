// What the engines do of the statements of pages, alone: no program, no HTTP, no HTML.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { pgbenchWords, sqliteScript } from "./statements.mjs";

const run = promisify(execFile);
const MUCH = 1 << 28;

// Scripts a second, each with the statements of `pages`, at a number of connections. The session is
// set as the program sets its own.
export async function pgbench(tools, base, name, pages, { connections, seconds }, isFresh) {
  const words = ["--no-vacuum", "--protocol", "prepared", "--client", connections, "--jobs", "1",
    "--time", seconds, ...pgbenchWords(tools.folder, name, pages, isFresh), base.url];
  const env = { ...process.env, PGOPTIONS: "-c plan_cache_mode=force_generic_plan" };
  const { stdout } = await run("pgbench", words.map(String), { maxBuffer: MUCH, env })
    .catch(({ stderr }) => {
      throw new Error(stderr);
    });
  if (!/failed transactions: 0 /.test(stdout)) throw new Error(stdout);
  return Number(/^tps = ([\d.]+)/m.exec(stdout)[1]);
}

export async function sqliteLoop(tools, base, name, pages, { connections, seconds }) {
  const file = join(tools.folder, `limit-${name}`);
  sqliteScript(file, pages);
  const { stdout } = await run(tools.limit, [base.file, file, connections, seconds].map(String));
  const figures = JSON.parse(stdout);
  return figures.pages / figures.seconds;
}
