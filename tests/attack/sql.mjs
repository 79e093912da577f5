// sqlmap on the parameters of every route: of addresses, paths, forms, cookies. It compares pages,
// and is told of a text that only the page of a good request has; without it, it misses what is
// planted (two pages of one layout look alike to it). It goes through a porter, which holds the
// session, the token and the key of a form, and stays below the limits of a caller. Control: a query
// of ours that is put together from what is typed.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { forgive, nobody, pause, routesOf, source, today, Unable } from "./attack.mjs";
import { forward, spoiled } from "./spoiler.mjs";

const DEPTH = {
  short: ["--level=1", "--risk=1", "--technique=BEU"],
  long: ["--level=5", "--risk=3", "--technique=BEUST", "--time-sec=2"],
};
// What is written for other engines finds nothing here, and is most of the time.
const ENGINE = { sqlite: "--dbms=SQLite", postgres: "--dbms=PostgreSQL" };
const TOGETHER = 2; // at once
const WITHIN_MS = { short: 100000, long: 1800000 };

function needed() {
  try {
    execFileSync("sqlmap", ["--version"], { stdio: "pipe" });
  } catch {
    throw new Unable("sqlmap is not installed: bin/setup");
  }
}

// ---- The porter ---------------------------------------------------------------------------------

const MINE = "x-who"; // a caller of the cast, for the porter alone

// Lets in whoever names a caller, with what their session needs.
function porter(program, people) {
  return {
    request: async (asked) => {
      const who = people[asked.headers[MINE]] ?? people.nobody;
      delete asked.headers[MINE];
      const visitor = await who.visitor(asked.method);
      // What sqlmap puts into a cookie goes with the session's own.
      asked.headers.cookie = [visitor.cookies, asked.headers.cookie].filter(Boolean).join("; ");
      asked.headers["x-forwarded-for"] = source();
      if (asked.method !== "POST") return;
      const fields = asked.body.toString().split("&").filter((one) => !/^_(csrf|cle)=/.test(one));
      asked.body = Buffer.from([`_csrf=${encodeURIComponent(who.token)}`, `_cle=${nobody()}`,
        ...fields].join("&"));
    },
    // What is counted in rows is forgotten; what is by the minute waits for the next one.
    answer: async (answer, asked) => {
      for (let times = 0; answer.status === 429 && times < 3; times += 1) {
        if (times === 0) forgive(program);
        else await pause(60500 - Date.now() % 60000);
        Object.assign(answer, await forward(program, asked));
      }
    },
  };
}

// Answers /plante itself, from a query put together from what is typed.
function plantedIn(program) {
  const ask = (name) => program.base.query("SELECT last_name FROM professionals WHERE " +
    `first_name = '${name}'`);
  return {
    request: (asked) => {
      const name = new URL(asked.path, program.url).searchParams.get("nom");
      let body;
      try {
        body = `<main><h1>Annuaire</h1><ul>${ask(name)}</ul></main>`.padEnd(20000, "<p>GPS</p>");
      } catch {
        body = "<main>rien</main>".padEnd(20000, "<p>GPS</p>");
      }
      return { status: 200, headers: { "content-type": "text/html; charset=utf-8" },
        body: Buffer.from(body) };
    },
  };
}

// ---- What is asked ------------------------------------------------------------------------------

const TYPED = { nom_naissance: "Vasseur", nom_usage: "", prenom: "Odile", commune: "Alès",
  date_naissance: "1984-03-02", courriel: "odile@courriel.example", telephone: "0102030405",
  information: "remise", information_le: today(), debut: today(), fin: "", role: "CIP",
  motifs: "EMPLOI", canal: "courriel", nom: "Martin", email: "odile@courriel.example",
  code: "AAAAA-AAAAA", civilite: "madame", structure: nobody(), intervenant: nobody() };

// What each form takes; the others are sent what all may take.
const FIELDS = [
  [/\/connexion$/, ["email"]],
  [/\/connexion\/code$|renforcer$|application$/, ["code"]],
  [/\/personnes\/collegues$/, ["nom"]],
  [/\/personnes\/(identite|information|enregistrer)/, ["nom_naissance", "nom_usage", "prenom",
    "date_naissance", "commune", "courriel", "telephone", "information", "debut", "role", "motifs"]],
  [/\/contact$/, ["intervenant", "structure", "canal"]],
  [/\/coordonnees$/, ["telephone"]],
  [/\/equipe\/inviter$/, ["nom", "prenom", "email", "role"]],
  [/^\/structure$/, ["structure"]],
  [/mon-intervention|suivre$/, ["debut", "role", "motifs", "fin"]],
  [/\/nir/, ["civilite", "debut", "role"]],
];
const QUERIES = {
  "/suivis": ["nom=mar", "onglet=termines", "tri=nom", "referent=moi", "apres=a"],
  "/structures": ["q=mission", "apres=a"],
  "/equipe": ["apres=a"],
  "/demandes": ["apres=a"],
};
const WHO = { administrator: "soizic", platform: "pia", anyone: "nobody", demonstration: "nobody" };
// The provider of identities is not there: these lead away.
const LEFT = /proconnect|^\/deconnexion|^\/demonstration/;

// The text of the main part of a good page, which a page of another meaning has not.
function goodText({ body }) {
  const title = /<h1[^>]*>([^<]{3,})</.exec(body);
  const row = /<(?:th scope="row"|h3)[^>]*>\s*(?:<a[^>]*>)?([^<]{3,})</.exec(body);
  return (row ?? title)?.[1].trim().replace(/&#39;/g, "'");
}

// A file of the caller, where a path needs one that is good.
function ownFile(program, { email }) {
  return program.base.query("SELECT p.public_id FROM persons AS p JOIN followup_contributions AS c " +
    "ON c.person_id = p.id JOIN professionals AS o ON o.id = c.professional_id WHERE o.email = " +
    `'${email}' AND c.ended_on IS NULL ORDER BY p.id LIMIT 1`).trim();
}

// { method, path, data, cookie, key }: * stands where sqlmap tries.
function requestsOf(program, people) {
  const file = ownFile(program, people.claire);
  return routesOf(program).filter(({ pattern }) => !LEFT.test(pattern)).flatMap((route) => {
    const key = WHO[route.caller] ?? "claire";
    const named = route.pattern.replace(/\{(\w+)\}/, (_, name) =>
      name === "personne" ? `${file}*` : `${nobody()}*`);
    const plain = named.replace("*", "");
    const base = { method: route.method, key };
    const found = named.includes("*") ? [{ ...base, path: named }] : [];
    for (const query of QUERIES[route.pattern] ?? []) {
      found.push({ ...base, path: `${plain}?${query}*` });
    }
    if (route.method === "POST") {
      const names = FIELDS.find(([pattern]) => pattern.test(route.pattern))?.[1] ?? [];
      for (const name of names) {
        found.push({ ...base, path: plain, data: names.map((one) =>
          `${one}=${encodeURIComponent(TYPED[one])}${one === name ? "*" : ""}`).join("&") });
      }
    }
    return found;
  }).concat(["gps_session", "gps_navigateur", "gps_retour", "gps_message"].map((cookie) =>
    ({ method: "GET", key: "nobody", path: "/connexion", cookie: `${cookie}=a*` })));
}

// A few that reach the database by what is typed.
const SHORT = [/^\/suivis\?nom/, /^\/structures\?q/, /^\/personnes\/\w+\*$/];

// ---- Running ------------------------------------------------------------------------------------

function ran(words, withinMs) {
  return new Promise((resolve) => {
    execFile("sqlmap", words, { timeout: withinMs, maxBuffer: 1 << 26 }, (failure, stdout) =>
      resolve({ stdout, isLate: Boolean(failure?.killed) }));
  });
}

async function asked(target, folder, request, depth, withinMs) {
  const { method, path, data, cookie, key, string } = request;
  const words = ["-u", target.url + path, "--batch", "--flush-session", "--output-dir", folder,
    "--disable-coloring", "--threads=4", "--timeout=30", "--retries=1", `--method=${method}`,
    `--headers=X-Who: ${key}`, "--ignore-code=*", "--skip-waf", ...depth];
  const full = [...words, ...data ? [`--data=${data}`] : [],
    ...cookie ? [`--cookie=${cookie}`] : [], ...string ? [`--string=${string}`] : []];
  const { stdout, isLate } = await ran(full, withinMs);
  const isFound = /is vulnerable|identified the following injection point/.test(stdout);
  const isTried = isFound || /do not appear to be injectable/.test(stdout);
  const what = `${method} ${path} ${data ?? cookie ?? ""}`.trim();
  if (isFound) return `${what}: ${/Payload: .*/.exec(stdout)?.[0] ?? "injectable"}`;
  if (isLate) return `${what}: sqlmap did not end`;
  return isTried ? "" : `${what}: sqlmap tried nothing: ${stdout.trim().split("\n").at(-3)}`;
}

// The text of a good answer, asked as sqlmap will ask.
async function withString(target, request) {
  if (request.method !== "GET") return request;
  const answer = await fetch(target.url + request.path.replace("*", ""),
    { headers: { "x-who": request.key }, redirect: "manual" });
  const body = await answer.text();
  return { ...request, string: answer.status === 200 ? goodText({ body }) : undefined };
}

const depthOf = (engine, long) => [...long ? DEPTH.long : DEPTH.short, ENGINE[engine]];

// A long one says where it is: stopped before its end, it is not worth nothing.
function progress(total, from) {
  let ended = from;
  return ({ method, path, data }, start, found) => {
    ended += 1;
    const seconds = Math.round((Date.now() - start) / 1000);
    console.error(`sql ${ended}/${total} ${method} ${path} ${data ?? ""} ${seconds} s ${found}`);
  };
}

async function inTurn(target, folder, requests, { long, engine, from = 0 }) {
  const findings = [];
  const left = requests.slice(from);
  const depth = depthOf(engine, long);
  const within = long ? WITHIN_MS.long : WITHIN_MS.short;
  const say = long ? progress(requests.length, from) : () => {};
  const work = async (number) => {
    for (let next = left.shift(); next; next = left.shift()) {
      forgive(target);
      const start = Date.now();
      const found = await asked(target, `${folder}/${number}`, await withString(target, next), depth,
        within);
      if (found) findings.push(found);
      say(next, start, found);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, (_, number) => work(number)));
  return findings;
}

export const planted = "a query put together from what is typed";

async function controlled(program, folder, { long, engine }) {
  const flawed = await spoiled(program, plantedIn(program));
  try {
    const name = program.base.query("SELECT first_name FROM professionals ORDER BY id LIMIT 1").trim();
    const good = program.base.query("SELECT last_name FROM professionals ORDER BY id LIMIT 1").trim();
    const found = await asked(flawed, `${folder}/control`, { method: "GET", key: "nobody",
      path: `/plante?nom=${name}*`, string: good }, depthOf(engine, long), WITHIN_MS.short);
    return /Payload: /.test(found);
  } finally {
    await flawed.stopProxy();
  }
}

export async function attack({ program, people, long, engine, from }) {
  needed();
  const folder = mkdtempSync(join(tmpdir(), "gps-attack-"));
  const target = await spoiled(program, porter(program, people));
  try {
    const all = requestsOf(program, people);
    const requests = long ? all : SHORT.map((one) => all.find(({ path }) => one.test(path)));
    const findings = await inTurn(target, folder, requests, { long, engine, from });
    return { tried: requests.length - from, findings,
      control: await controlled(program, folder, { long, engine }) };
  } finally {
    await target.stopProxy();
    rmSync(folder, { recursive: true, force: true });
  }
}
