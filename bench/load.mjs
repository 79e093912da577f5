// Requests, written for the programs that send them, and what came of them.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const MUCH = 1 << 28;

export const read = (who, path, kind = "read") =>
  [kind, "GET", path, who.cookies, ""].join("\t");
export const sent = (who, path, body, kind = "sent") =>
  [kind, "POST", path, who.cookies, body].join("\t");

let files = 0;

function written(tools, lines) {
  const file = join(tools.folder, `requests-${files++ % 16}`);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

function refuseWrong(figures) {
  const wrong = Object.entries(figures.all.wrong);
  if (wrong.length) throw new Error(`answered wrongly: ${JSON.stringify(figures.all.wrong)}`);
}

// Sends `lines` to the service: what bench_load prints, and the processor a request took, in
// milliseconds. Options: connections, rate, seconds, again; `faults`: what is answered wrongly is a
// figure, and does not end the measure.
export async function load(service, lines, { faults = false, again, ...options } = {}) {
  const { tools } = service;
  const words = ["--port", service.port, "--requests", written(tools, lines),
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ...again ? ["--again"] : []];
  const before = service.processor;
  const { stdout } = await run(tools.load, words.map(String), { maxBuffer: MUCH });
  const figures = JSON.parse(stdout);
  const cost = service.costOf(figures.all.count, before);
  if (!faults) refuseWrong(figures);
  return { ...figures, ...cost, rate: figures.all.count / figures.seconds };
}

// As many requests as can be, by wrk.
export async function flood(service, lines, { connections, seconds }) {
  const { tools } = service;
  const before = service.processor;
  const { stdout } = await run("wrk", ["--threads", "1", "--connections", connections,
    "--duration", `${seconds}s`, "--timeout", "10s", "--script", tools.script, service.url,
    "--", written(tools, lines)].map(String), { maxBuffer: MUCH });
  const figures = JSON.parse(/^\{.*\}$/m.exec(stdout)[0]);
  if (figures.wrong) throw new Error(`answered wrongly: ${figures.wrong} of ${figures.count}`);
  return { ...figures, ...service.costOf(figures.count, before),
    rate: figures.count / figures.seconds };
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Each side in turn, `count` times, after one that does not count; the medians of what they gave:
// { side: { figure: median } }.
export async function rounds(count, sides, figures) {
  const all = Object.fromEntries(Object.keys(sides).map((side) => [side, []]));
  for (let round = -1; round < count; ++round) {
    for (const [side, act] of Object.entries(sides)) {
      const given = await act();
      if (round >= 0) all[side].push(given);
    }
  }
  const middle = (given) => Object.fromEntries(Object.entries(figures).map(([name, read]) =>
    [name, median(given.map(read))]));
  return Object.fromEntries(Object.entries(all).map(([side, given]) => [side, middle(given)]));
}

// `count` requests, taking turns among those who send them.
export const inTurn = (who, count, line) =>
  Array.from({ length: count }, (_, i) => line(who[i % who.length], Math.floor(i / who.length)));
