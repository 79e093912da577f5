// Mes suivis: what following 20 000 people costs, against following 20.
import { longest, whoFollow } from "../cast.mjs";
import { inTurn, load, read, rounds } from "../load.mjs";
import { Service, eachOf, signIn } from "../service.mjs";

export const title = "lists";
export const sets = ["national"];

const A_ROUND = 150;
const MANY = 10; // professionals who follow many
const SESSIONS = 4; // of each of them: the program bounds what one session may ask for
const FEW = 150; // nobody's people are at hand because they were read a moment ago
const PAGES_DEEP = 100;

const PAGES = {
  "first page": "/suivis",
  "by name": "/suivis?tri=nom",
  "by activity": "/suivis?tri=activite",
  "whose référent I am": "/suivis?referent=moi",
  "whose référent is another": "/suivis?referent=autre",
  "without référent": "/suivis?referent=aucun",
  ended: "/suivis?onglet=termines",
};

const several = (who) => Array.from({ length: SESSIONS }, () => who).flat();

// The address of the page that is `pages` further, or of the last one.
async function further(who, pages) {
  let path = "/suivis";
  for (let i = 0; i < pages; ++i) {
    const { body } = await who.visitor.send("GET", path);
    const next = /href="(\/suivis\?[^"]*apres=[^"]*)"[^>]*>\s*(?:<[^>]*>\s*)*[^<]*suivante/i.exec(body);
    if (!next) return path;
    path = next[1].replaceAll("&amp;", "&");
  }
  return path;
}

// A deep page is one for each, at the same distance; every session of theirs asks for it.
async function deepPages(who) {
  const pages = await eachOf(who.slice(0, MANY), (one) => further(one, PAGES_DEEP));
  for (const [i, one] of who.entries()) one.deep = pages[i % MANY];
}

// Beside those who follow 20, those who follow a full page: what is more than that, and no more rows.
async function compared(service, { big, small, full }, path) {
  const side = (who) => () => load(service, inTurn(who, A_ROUND, (one) => read(one, path(one))));
  const { many, few, page } = await rounds(service.tools.rounds,
    { many: side(big), few: side(small), page: side(full) },
    { p95: ({ all }) => all.p95, cpu: ({ cpu_ms: cpu }) => cpu });
  return { many_p95_ms: many.p95 / 1000, few_p95_ms: few.p95 / 1000, page_p95_ms: page.p95 / 1000,
    ratio: many.p95 / few.p95, ratio_of_full_pages: many.p95 / page.p95,
    many_cpu_ms: many.cpu, few_cpu_ms: few.cpu, page_cpu_ms: page.cpu };
}

export async function measure(tools, { national }) {
  const service = await Service.start(tools, national);
  try {
    const big = await signIn(service, several(longest(national, MANY)));
    const small = await signIn(service, whoFollow(national, 18, 22, FEW));
    const full = await signIn(service, whoFollow(national, 26, 45, FEW));
    await deepPages(big);
    const figures = { follow: big.slice(0, MANY).map(({ follows }) => follows) };
    for (const [name, path] of Object.entries(PAGES))
      figures[name] = await compared(service, { big, small, full }, () => path);
    figures["deep page"] = await compared(service, { big, small, full },
      ({ deep = "/suivis" }) => deep);
    return figures;
  } finally {
    await service.stop();
  }
}

export function judged(figures) {
  const others = Object.entries(figures).filter(([name]) => !["follow", "first page"].includes(name));
  const worst = others.reduce((most, one) => (one[1].ratio > most[1].ratio ? one : most));
  return [
    { what: `first page, ${Math.max(...figures.follow)} followed against 20: ratio of p95`,
      value: figures["first page"].ratio, bar: "≤ 1.5", holds: figures["first page"].ratio <= 1.5 },
    { what: "the same, against someone who follows a full page (25): ratio of p95",
      value: figures["first page"].ratio_of_full_pages, bar: "≤ 1.5",
      holds: figures["first page"].ratio_of_full_pages <= 1.5 },
    { what: `deep page, filters, sorts: worst ratio of p95 (${worst[0]})`, value: worst[1].ratio,
      bar: "≤ 2", holds: worst[1].ratio <= 2 },
  ];
}
