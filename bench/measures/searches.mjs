// Finding: among one's own 20 000 people, through colleagues, by exact identity.
import { anyone, followedBy, identityFields, letters, longest, membersOfLargest, whoFollow } from "../cast.mjs";
import { inTurn, load, read, rounds, sent } from "../load.mjs";
import { Service, eachOf, formOf, signIn } from "../service.mjs";

export const title = "searches";
export const sets = ["national"];

const A_ROUND = 200;
const SESSIONS = 4;
const ASKERS = 60;

// Each search has a form of its own, as each page that is opened does.
async function forms(who, count, from, action, typed) {
  const asked = inTurn(who, count, (one, turn) => ({ one, turn }));
  return eachOf(asked, async ({ one, turn }, place) =>
    sent(one, action, await formOf(one.visitor, from, action, typed(place, turn))));
}

async function nameFilter(service, base) {
  const who = await signIn(service, Array.from({ length: SESSIONS }, () => longest(base, 10)).flat());
  const people = anyone(base, 500);
  const lines = inTurn(who, A_ROUND, (one) => one).map((one, i) =>
    read(one, `/suivis?nom=${letters(people[i % people.length])}`));
  return () => lines;
}

async function colleagueDoor(service, base, figures) {
  const { follows, structure, members } = membersOfLargest(base, ASKERS);
  figures.structure_follows = follows;
  const who = await signIn(service, members);
  const people = followedBy(base, structure, 500);
  const rows = await forms(who, A_ROUND * (service.tools.rounds + 1), "/personnes/suivre",
    "/personnes/collegues", (place) => [["nom", people[(place * 7) % people.length].birth_name]]);
  return (round) => rows.slice(round * A_ROUND, (round + 1) * A_ROUND);
}

async function exactIdentity(service, base) {
  const who = await signIn(service, whoFollow(base, 20, 60, ASKERS));
  const people = anyone(base, A_ROUND * (service.tools.rounds + 1) * 1.2);
  const rows = await forms(who, A_ROUND * (service.tools.rounds + 1), "/personnes/identite",
    "/personnes/identite", (place) => identityFields(people[place]));
  return (round) => rows.slice(round * A_ROUND, (round + 1) * A_ROUND);
}

const SEARCHES = { "name filter": nameFilter, "colleague door": colleagueDoor,
  "exact identity": exactIdentity };

export async function measure(tools, { national: base }) {
  const figures = {};
  const service = await Service.start(tools, base);
  try {
    for (const [name, prepared] of Object.entries(SEARCHES)) {
      const lines = await prepared(service, base, figures);
      let round = 0;
      const { asked } = await rounds(tools.rounds, { asked: () => load(service, lines(round++)) },
        { p50_ms: ({ all }) => all.p50 / 1000, p95_ms: ({ all }) => all.p95 / 1000,
          cpu_ms: ({ cpu_ms: cpu }) => cpu });
      figures[name] = asked;
    }
    return figures;
  } finally {
    await service.stop();
  }
}

export function judged(figures) {
  const twice = ["name filter", "colleague door"].flatMap((name) => [
    { what: `${name}: p95, ms`, value: figures[name].p95_ms, bar: "≤ 20",
      holds: figures[name].p95_ms <= 20 },
    { what: `${name}: processor a search, ms`, value: figures[name].cpu_ms, bar: "≤ 2",
      holds: figures[name].cpu_ms <= 2 },
  ]);
  const exact = figures["exact identity"].p95_ms;
  return [...twice, { what: "exact identity: p95, ms", value: exact, bar: "≤ 5", holds: exact <= 5 }];
}
