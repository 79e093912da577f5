// Acts, acknowledged once they are durable: end, resume, follow.
import { join } from "node:path";

import { partOf } from "../../tests/campaigns/workload.mjs";
import { colleaguesOf, whoFollow, withPeople } from "../cast.mjs";
import { load, median, sent } from "../load.mjs";
import { pgbench } from "../limits.mjs";
import { Service, eachOf, formOf, signIn } from "../service.mjs";
import { noting, statementsOf } from "../statements.mjs";

export const title = "writes";
export const sets = ["national"];

const SESSIONS = 1600; // the program lets each act sixty times a minute, or two that share a slot
const A_ROUND = 1; // acts of each kind, of each session
const CLIENTS = 64;
const CAPTURED = 24; // people whose parts end and resume, over and over, in pgbench
const CONNECTIONS = 8; // to the database, of the service as of pgbench

const ACTS = {
  end: ({ mine }) => ({ from: mine, action: `${mine}/terminer`, typed: [["fin", ""]] }),
  resume: ({ mine }) => ({ from: mine, action: `${mine}/reprendre`, typed: partOf() }),
  follow: ({ stranger }) => ({ from: `/personnes/${stranger}/suivre`,
    action: `/personnes/${stranger}/suivre`, typed: partOf() }),
};

// The forms of an act, as its pages give them, ready to be sent.
function forms(who, act, round) {
  const asked = who.flatMap((one) => Array.from({ length: A_ROUND }, (_, i) => ({ one,
    mine: `/personnes/${one.people[i % one.people.length].address}/mon-intervention`,
    stranger: one.strangers[round * A_ROUND + i] }))).filter(({ stranger }) => stranger);
  return eachOf(asked, async ({ one, ...about }) => {
    const { from, action, typed } = ACTS[act](about);
    return sent(one, action, await formOf(one.visitor, from, action, typed), act);
  });
}

async function acted(service, who, act, round) {
  return load(service, await forms(who, act, round), { connections: CLIENTS });
}

// The statements of ending a part and resuming it, for a few people. The key of a form is another
// each time; all the rest may be run again.
async function captured(tools, base, who) {
  const file = join(tools.folder, `statements-${base.engine}`);
  const service = await Service.start(tools, base, noting(tools.statements, file));
  try {
    const some = await signIn(service, who);
    return await eachOf(some, async (one) => {
      const about = { mine: `/personnes/${one.people[0].address}/mon-intervention` };
      const pair = [];
      for (const act of ["end", "resume"]) {
        const { from, action, typed } = ACTS[act](about);
        const body = await formOf(one.visitor, from, action, typed);
        const fields = [...new URLSearchParams(body)];
        pair.push(...await statementsOf(file, () => one.visitor.send("POST", action, { fields })));
      }
      return pair;
    }, 1);
  } finally {
    await service.stop();
  }
}

const isFormKey = ({ text }, place) => /\baccess_submissions\b/.test(text) &&
  (/^INSERT/.test(text) ? place === 0 : place === 1);

// Acts a second of PostgreSQL alone. Each connection has people of its own: no part is ended twice.
async function alone(tools, base, pairs) {
  const shape = { connections: 1, seconds: tools.seconds };
  const shares = Array.from({ length: CONNECTIONS }, (_, i) =>
    pairs.filter((pair, place) => place % CONNECTIONS === i));
  const rates = await Promise.all(shares.map((share, i) =>
    pgbench(tools, base, `writes-${i}`, share, shape, isFormKey)));
  return 2 * rates.reduce((sum, rate) => sum + rate, 0);
}

export async function measure(tools, { national: base }) {
  const cast = colleaguesOf(base, withPeople(base, whoFollow(base, 20, 60, SESSIONS * 2)),
    A_ROUND * (tools.rounds + 1)).filter(({ people }) => people.length > A_ROUND);
  const isPostgres = base.engine === "postgres";
  const pairs = isPostgres ? await captured(tools, base, cast.slice(-CAPTURED)) : [];
  const service = await Service.start(tools, base);
  try {
    const who = await signIn(service, cast.slice(0, SESSIONS));
    const given = { end: [], resume: [], follow: [], limit: [] };
    for (let round = 0; round <= tools.rounds; ++round) {
      for (const act of Object.keys(ACTS)) given[act].push(await acted(service, who, act, round));
      if (isPostgres) given.limit.push(await alone(tools, base, pairs));
    }
    const middle = (all, read) => median(all.slice(1).map(read));
    const figures = { engine: base.engine };
    for (const act of Object.keys(ACTS))
      figures[act] = { rate: middle(given[act], ({ rate }) => rate),
        p95_ms: middle(given[act], ({ all }) => all.p95 / 1000),
        cpu_ms: middle(given[act], ({ cpu_ms: cpu }) => cpu) };
    if (isPostgres) figures.limit = middle(given.limit, (rate) => rate);
    return figures;
  } finally {
    await service.stop();
  }
}

export function judged({ engine, end, resume, follow, limit }) {
  if (engine === "sqlite")
    return Object.entries({ end, resume, follow }).map(([act, { rate }]) =>
      ({ what: `${act}, ${CLIENTS} clients: a second`, value: rate, bar: "≥ 1 500",
        holds: rate >= 1500 }));
  const ours = 2 / (1 / end.rate + 1 / resume.rate);
  return [{ what: `end and resume: ${Math.round(ours)} a second, pgbench ${Math.round(limit)}`,
    value: ours / limit, bar: "≥ 0.5", holds: ours / limit >= 0.5 },
  { what: "follow (pgbench cannot run it twice), against the same pgbench",
    value: follow.rate / limit, bar: "≥ 0.5", holds: follow.rate >= limit / 2 }];
}
