// How many pages a second, against what the engine alone does of their statements.
import { join } from "node:path";

import { whoFollow, withPeople } from "../cast.mjs";
import { pgbench, sqliteLoop } from "../limits.mjs";
import { flood, inTurn, load, read, rounds } from "../load.mjs";
import { Service, signIn } from "../service.mjs";
import { noting, statementsOf } from "../statements.mjs";

export const title = "throughput";
export const sets = ["national"];

const PEOPLE = 1000; // the program bounds what each may ask for in a minute
// pgbench prepares each statement of each script, for each client: few scripts are enough.
const CAPTURED = { postgres: 8, sqlite: 200 };
const CONNECTIONS = 8;
const BARS = { postgres: 0.6, sqlite: 0.5 };

const PAGES = {
  list: () => "/suivis",
  file: ({ people }, turn) => `/personnes/${people[turn % people.length].address}`,
};

async function captured(tools, base, who) {
  const file = join(tools.folder, `statements-${base.engine}`);
  const service = await Service.start(tools, base, noting(tools.statements, file));
  try {
    const some = await signIn(service, who.slice(0, CAPTURED[base.engine]));
    const pages = {};
    for (const [name, path] of Object.entries(PAGES)) {
      pages[name] = [];
      for (const [place, one] of some.entries())
        pages[name].push(await statementsOf(file, () =>
          one.visitor.send("GET", path(one, place))));
    }
    return pages;
  } finally {
    await service.stop();
  }
}

const ALONE = { postgres: pgbench, sqlite: sqliteLoop };

export async function measure(tools, { national: base }) {
  const who = withPeople(base, whoFollow(base, 20, 60, PEOPLE));
  const pages = await captured(tools, base, who);
  const service = await Service.start(tools, base);
  try {
    const all = await signIn(service, who);
    const figures = {};
    const shape = { connections: CONNECTIONS, seconds: tools.seconds };
    for (const [name, path] of Object.entries(PAGES)) {
      const lines = inTurn(all, all.length * 10, (one, turn) => read(one, path(one, turn)));
      await load(service, lines.slice(0, all.length)); // each answers as it should
      const { ours, alone } = await rounds(tools.rounds, {
        ours: () => flood(service, lines, shape),
        alone: async () => ({ rate: await ALONE[base.engine](tools, base, name, pages[name], shape) }),
      }, { rate: ({ rate }) => rate, cpu: ({ cpu_ms: cpu = 0 }) => cpu,
        own: ({ own_cpu_ms: own = 0 }) => own });
      figures[name] = { rate: ours.rate, limit: alone.rate, ratio: ours.rate / alone.rate,
        cpu_ms: ours.cpu, own_cpu_ms: ours.own, statements: pages[name][0].length };
    }
    return { engine: base.engine, ...figures };
  } finally {
    await service.stop();
  }
}

export function judged({ engine, ...pages }) {
  return Object.entries(pages).map(([page, { ratio, rate, limit: most }]) =>
    ({ what: `${page}: ${Math.round(rate)} a second, the engine alone ${Math.round(most)}`,
      value: ratio, bar: `≥ ${BARS[engine]}`, holds: ratio >= BARS[engine] }));
}
