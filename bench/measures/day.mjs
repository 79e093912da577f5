// A mixed day: 85 % reading, 10 % searching, 5 % writing, at a steady rate whatever the answers take
// (open loop), from a thousand connections; then the highest rate that it holds.
import { partOf } from "../../tests/campaigns/workload.mjs";
import { anyone, colleaguesOf, identityFields, letters, longest, whoFollow, withPeople } from "../cast.mjs";
import { load, read, sent } from "../load.mjs";
import { Service, eachOf, formOf, signIn } from "../service.mjs";

export const title = "day";
export const sets = ["national"];

const CONNECTIONS = 1000;
const SESSIONS = 1000;
const STEADY = 500; // requests a second
const MOST_P99_MS = 25;
const TRY_SECONDS = 20;
const FINER = 3; // halvings of the interval in which the highest rate is
const SAMPLE_MS = 5000;
const STRANGERS = 14;
const LEAST_STRANGERS = 8;
const ACT_SECONDS = 2; // between two acts of the same person, at least

// A draw that is the same for each run.
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

const fileOf = (one, draw) => `/personnes/${one.people[draw(one.people.length)].address}`;
const LISTS = ["/suivis?tri=nom", "/suivis?tri=activite", "/suivis?referent=aucun",
  "/suivis?referent=autre", "/suivis?onglet=termines"];

// Of a hundred requests, how many of each kind, and what each sends: a line, or the form to fill.
const MIX = [
  [24, "list", (one) => read(one, "/suivis", "list")],
  [14, "list", (one, draw) => read(one, LISTS[draw(LISTS.length)], "list")],
  [27, "file", (one, draw) => read(one, fileOf(one, draw), "file")],
  [8, "file", (one, draw) => read(one, `${fileOf(one, draw)}/informations`, "file")],
  [4, "file", (one, draw) => read(one, `${fileOf(one, draw)}/mon-intervention`, "file")],
  [5, "other page", (one) => read(one, "/demandes", "other page")],
  [3, "other page", (one) => read(one, "/personnes/suivre", "other page")],
  [5, "name filter", (one, draw, { people }) =>
    read(one, `/suivis?nom=${letters(people[draw(people.length)])}`, "name filter")],
  [3, "colleague door", (one, draw, { people }) => ({ from: "/personnes/suivre",
    action: "/personnes/collegues", typed: [["nom", people[draw(people.length)].birth_name]] })],
  [1, "directory", (one) => read(one, "/structures?q=mission%20locale", "directory")],
  [1, "exact identity", (one, draw, { people }) => {
    const who = people[draw(people.length)];
    return { from: "/personnes/identite", action: "/personnes/identite",
      typed: identityFields(who) };
  }],
  [5, "act", (one) => nextAct(one)],
];

// Each ends a part, resumes it, follows someone new, and goes on.
function nextAct(one) {
  one.acts = (one.acts ?? -1) + 1;
  // Nobody new is left: on with the next person, for a part that goes on cannot be resumed.
  if (one.acts % 3 === 2 && one.strangers.length === 0) one.acts += 1;
  const person = one.people[Math.floor(one.acts / 3) % one.people.length];
  const mine = `/personnes/${person.address}/mon-intervention`;
  if (one.acts % 3 === 0) return { from: mine, action: `${mine}/terminer`, typed: [["fin", ""]] };
  if (one.acts % 3 === 2) {
    const join = `/personnes/${one.strangers.shift()}/suivre`;
    return { from: join, action: join, typed: partOf() };
  }
  return { from: mine, action: `${mine}/reprendre`, typed: partOf() };
}

// Whoever acts next: nobody ends a part and resumes it in the same instant, which would be refused.
function actor(who, draw, place, gap) {
  let one = who[draw(who.length)];
  while (place - (one.actedAt ?? -gap) < gap) one = who[draw(who.length)];
  one.actedAt = place;
  return one;
}

// On someone whom no earlier load has acted on: where too much was asked, acts of a person were sent
// together, and the last to be written is not always the last sent.
function startAfresh(one) {
  delete one.actedAt;
  if (one.acts !== undefined) one.acts += 2 - (one.acts % 3);
}

// `seconds` of requests in the order of chance, with the forms of those that need one.
async function dayOf(who, about, draw, rate, seconds) {
  const hundred = MIX.flatMap(([share, kind, make]) => Array(share).fill({ kind, make }));
  for (const one of who) startAfresh(one);
  const asked = Array.from({ length: rate * seconds }, (_, place) => {
    const { kind, make } = hundred[draw(hundred.length)];
    const one = kind === "act" ? actor(who, draw, place, rate * ACT_SECONDS)
      : who[draw(who.length)];
    return { one, kind, made: make(one, draw, about) };
  });
  return eachOf(asked, async ({ one, kind, made }) => (typeof made === "string" ? made
    : sent(one, made.action, await formOf(one.visitor, made.from, made.action, made.typed), kind)));
}

// What it has of its own, sampled while `act` runs.
async function watched(service, act) {
  const samples = [];
  const timer = setInterval(() => samples.push(service.anonymousMemory), SAMPLE_MS);
  try {
    return { figures: await act(), samples };
  } finally {
    clearInterval(timer);
  }
}

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const wrongIn = ({ all }) => Object.values(all.wrong).reduce((sum, one) => sum + one, 0);

async function tried(service, who, about, draw, rate) {
  const lines = await dayOf(who, about, draw, rate, TRY_SECONDS);
  // Fewer at a low rate: the service closes a connection that says nothing for fifteen seconds.
  const connections = Math.min(CONNECTIONS, rate * 10);
  const { all, ...figures } = await load(service, lines, { connections, rate,
    seconds: TRY_SECONDS, faults: true });
  const holds = all.p99 / 1000 <= MOST_P99_MS && wrongIn({ all }) === 0;
  console.error(`  ${rate} a second: p99 ${all.p99 / 1000} ms, ${wrongIn({ all })} wrong`);
  return { rate, p99_ms: all.p99 / 1000, wrong: all.wrong, cpu_ms: figures.cpu_ms, holds };
}

// Two tries that say the same, of three: a pause of the machine is not of the rate.
async function agreed(ask, rate) {
  const given = [await ask(rate), await ask(rate)];
  if (given[0].holds !== given[1].holds) given.push(await ask(rate));
  return { given, holds: given.at(-1).holds };
}

// From `high`, higher and higher until it does not hold, then between the last two.
async function highest(high, ask) {
  const all = [];
  const holdsAt = async (rate) => {
    const { given, holds } = await agreed(ask, rate);
    all.push(...given);
    return holds;
  };
  let low = 0;
  while (await holdsAt(high)) {
    low = high;
    high = Math.round(high * 1.5);
  }
  for (let i = 0; i < FINER; ++i) {
    const middle = Math.round((low + high) / 2);
    if (await holdsAt(middle)) low = middle;
    else high = middle;
  }
  return { rate: low, tries: all };
}

// Nobody acts on someone of whom another has just changed the follow-up: it would be refused, and
// rightly. Each has people of their own, and strangers whom nobody here follows.
function apart(cast) {
  const taken = new Set();
  const own = (addresses) => addresses.filter((one) => !taken.has(one) && taken.add(one));
  const alone = cast.map((one) => {
    const addresses = new Set(own(one.people.map(({ address }) => address)));
    return { ...one, people: one.people.filter(({ address }) => addresses.has(address)) };
  });
  return alone.map((one) => ({ ...one, strangers: own(one.strangers) }))
    .filter(({ people, strangers }) => people.length && strangers.length >= LEAST_STRANGERS);
}

export async function measure(tools, { national: base }) {
  const cast = [...withPeople(base, longest(base, 10)),
    ...withPeople(base, whoFollow(base, 15, 80, SESSIONS * 2))];
  const ready = apart(colleaguesOf(base, cast, STRANGERS)).slice(0, SESSIONS);
  const about = { people: anyone(base, 2000) };
  const service = await Service.start(tools, base);
  try {
    const who = await signIn(service, ready);
    const draw = chance(1);
    const lines = await dayOf(who, about, draw, STEADY, tools.daySeconds);
    const { figures, samples } = await watched(service, () => load(service, lines,
      { connections: CONNECTIONS, rate: STEADY, seconds: tools.daySeconds, faults: true }));
    const part = Math.max(1, Math.floor(samples.length / 10));
    // The first tenth fills what is kept at hand: the drift is from the second to the last.
    const memory = { most: Math.max(...samples), begin: mean(samples.slice(part, 2 * part)),
      end: mean(samples.slice(-part)) };
    base.settle();
    return { engine: base.engine, steady: figures, memory,
      highest: await highest(figures.all.p99 / 1000 <= MOST_P99_MS ? STEADY : STEADY / 2,
        (rate) => tried(service, who, about, draw, rate)) };
  } finally {
    await service.stop();
  }
}

export function judged({ steady, memory, highest: most }) {
  const wrong = wrongIn(steady);
  const drift = (memory.end - memory.begin) / memory.begin;
  return [
    { what: `mixed day, ${STEADY} a second: p99, ms`, value: steady.all.p99 / 1000, bar: "≤ 25",
      holds: steady.all.p99 / 1000 <= MOST_P99_MS },
    { what: `mixed day, ${steady.all.count} requests: wrong answers`, value: wrong, bar: "0",
      holds: wrong === 0 },
    { what: "highest rate with p99 ≤ 25 ms, a second", value: most.rate, bar: "2 000",
      holds: most.rate >= 2000 },
    { what: `RssAnon at ${CONNECTIONS} connections, MiB`, value: memory.most / (1 << 20),
      bar: "≤ 120", holds: memory.most <= 120 * (1 << 20) },
    { what: "its drift over the run, %", value: drift * 100, bar: "≤ 1", holds: drift <= 0.01 },
  ];
}
