// The list and the file, on the whole country against a hundredth of it.
import { whoFollow, withPeople } from "../cast.mjs";
import { inTurn, load, read, rounds } from "../load.mjs";
import { Service, signIn } from "../service.mjs";

export const title = "growth";
export const sets = ["national", "hundredth"];

const A_ROUND = 400;
const PEOPLE = 40;

const PAGES = {
  list: () => "/suivis",
  file: ({ people }, turn) => `/personnes/${people[turn % people.length].address}`,
};

async function opened(tools, base) {
  const service = await Service.start(tools, base);
  const who = withPeople(base, whoFollow(base, 20, 60, PEOPLE));
  return { service, who: await signIn(service, who) };
}

async function compared(tools, large, little, path) {
  const side = ({ service, who }) => () =>
    load(service, inTurn(who, A_ROUND, (one, turn) => read(one, path(one, turn))));
  const { whole, part } = await rounds(tools.rounds, { whole: side(large), part: side(little) },
    { p95: ({ all }) => all.p95, cpu: ({ own_cpu_ms: cpu }) => cpu });
  return { whole_p95_ms: whole.p95 / 1000, part_p95_ms: part.p95 / 1000,
    ratio: whole.p95 / part.p95, whole_own_cpu_ms: whole.cpu, part_own_cpu_ms: part.cpu };
}

export async function measure(tools, { national, hundredth }) {
  const sides = [];
  try {
    sides.push(await opened(tools, national), await opened(tools, hundredth));
    const figures = {};
    for (const [name, path] of Object.entries(PAGES))
      figures[name] = await compared(tools, ...sides, path);
    return figures;
  } finally {
    for (const { service } of sides) await service.stop();
  }
}

export function judged(figures) {
  return Object.entries(figures).map(([page, { ratio }]) =>
    ({ what: `${page}, the country against a hundredth: ratio of p95`, value: ratio, bar: "≤ 1.3",
      holds: ratio <= 1.3 }));
}
