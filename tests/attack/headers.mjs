// Every page and every refusal, served under a public https address as in production, graded as
// Mozilla's Observatory grades (its published scale, version of 2024): 130 at least. The site is on
// no list of preloaded hosts, which would be 5 more.
import { createServer } from "node:net";

import { startProgram } from "../support/program.mjs";
import { Visitor } from "../support/visitor.mjs";
import { routesOf, source } from "./attack.mjs";
import { spoiled } from "./spoiler.mjs";

const LEAST = 130;
const BASELINE = 100;
const BONUS_FROM = 90; // below, nothing is added
const SIX_MONTHS_S = 15768000;
const PUBLIC = "https://gps.demonstration.example.org";
const PEOPLE = ["--persons", "100", "--professionals", "60", "--seed", "1"];

// As a browser behind the reverse proxy that has the certificate.
class Secure extends Visitor {
  send(method, path, options = {}) {
    const headers = { Host: new URL(PUBLIC).host, Origin: PUBLIC, ...options.headers };
    return super.send(method, path, { ...options, headers });
  }
}

// ---- The scale ----------------------------------------------------------------------------------

function directives(policy) {
  return new Map(policy.split(";").map((one) => one.trim().split(/\s+/))
    .filter(([name]) => name).map(([name, ...sources]) => [name.toLowerCase(), sources]));
}

function ofPolicy({ headers }) {
  const policy = headers["content-security-policy"];
  if (!policy) return -25;
  const named = directives(policy);
  const or = (name) => named.get(name) ?? named.get("default-src") ?? ["*"];
  const active = [...or("script-src"), ...or("object-src")];
  if (active.some((one) => ["'unsafe-inline'", "*", "http:", "https:", "data:"].includes(one)))
    return -20;
  if (active.includes("'unsafe-eval'")) return -10;
  if (or("style-src").includes("'unsafe-inline'")) return 0;
  return named.get("default-src")?.join() === "'none'" ? 10 : 5;
}

function ofFraming({ headers }) {
  const named = directives(headers["content-security-policy"] ?? "");
  if (named.has("frame-ancestors")) return 5;
  return /^(DENY|SAMEORIGIN)$/i.test(headers["x-frame-options"] ?? "") ? 0 : -20;
}

function ofTransport({ headers }) {
  const age = /max-age=(\d+)/.exec(headers["strict-transport-security"] ?? "")?.[1];
  if (age === undefined) return -20;
  return Number(age) >= SIX_MONTHS_S ? 0 : -10;
}

function ofReferrer({ headers }) {
  const value = headers["referrer-policy"];
  if (!value) return 0;
  return /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(value)
    ? 5 : -5;
}

function ofResources({ headers }) {
  const value = headers["cross-origin-resource-policy"];
  return { "same-origin": 10, "same-site": 10, "cross-origin": -5 }[value] ?? 0;
}

// Those of the whole visit: a page that sets none has the grade of those that did.
function ofCookies(cookies) {
  if (cookies.some((one) => !/; *Secure/i.test(one))) return -20;
  if (cookies.some((one) => !/; *HttpOnly/i.test(one))) return -30;
  return cookies.every((one) => /; *SameSite=(Lax|Strict)/i.test(one)) ? 5 : 0;
}

function ofScripts({ body, headers }) {
  if (!/html/.test(headers["content-type"] ?? "")) return 0;
  const scripts = body.match(/<script\b[^>]*\bsrc="[^"]*"[^>]*>/g) ?? [];
  const foreign = scripts.filter((tag) => /src="(https?:)?\/\//.test(tag));
  if (foreign.some((tag) => !tag.includes("integrity="))) return -5;
  return scripts.length && scripts.every((tag) => tag.includes("integrity=")) ? 5 : 0;
}

const ofSharing = ({ headers }) => headers["access-control-allow-origin"] ? -50 : 0;
const ofTypes = ({ headers }) => headers["x-content-type-options"] === "nosniff" ? 0 : -5;

export function grade(answer, cookies) {
  const parts = { policy: ofPolicy(answer), framing: ofFraming(answer),
    transport: ofTransport(answer), referrer: ofReferrer(answer), resources: ofResources(answer),
    cookies: ofCookies(cookies), scripts: ofScripts(answer), sharing: ofSharing(answer),
    types: ofTypes(answer) };
  const values = Object.values(parts);
  const sum = (kept) => kept.reduce((total, one) => total + one, 0);
  const without = BASELINE + sum(values.filter((one) => one < 0));
  const points = without < BONUS_FROM ? without : without + sum(values.filter((one) => one > 0));
  return { points: Math.max(0, points), parts };
}

// ---- The visit ----------------------------------------------------------------------------------

// { what: answer } of every kind of page, and the cookies that were set.
async function visited(program) {
  const cookies = [];
  const answers = {};
  const keep = async (what, answer) => {
    cookies.push(...answer.headers["set-cookie"] ?? []);
    answers[`${what}, ${answer.status}`] = answer;
  };
  const nobody = new Secure(program, source());
  const claire = new Secure(program, source());
  await keep("the demonstration's door", await claire.enterAs("Claire"));
  const soizic = new Secure(program, source());
  await soizic.enterAs("Soizic");
  const file = /href="(\/personnes\/\w{26})"/.exec((await claire.send("GET", "/suivis")).body)[1];
  for (const { method, path, pattern, caller } of routesOf(program)) {
    const who = caller === "administrator" ? soizic : claire;
    const real = pattern.replace("/personnes/{personne}", file).replace(/\{\w+\}/g, "7".repeat(26));
    await keep(`${method} ${pattern}`, await who.send(method, method === "GET" ? real : path,
      method === "POST" ? { fields: [] } : {}));
    await keep(`${method} ${pattern}, nobody`, await nobody.send(method, path,
      method === "POST" ? { fields: [] } : {}));
  }
  for (const path of ["/nulle-part", "/robots.txt", "/sante", "/.well-known/security.txt",
    "/favicon.ico", "/assets/rien", (/href="(\/assets\/[^"]+\.css)"/.exec(
      answers["GET /connexion, nobody, 200"].body))[1]]) {
    await keep(`GET ${path}`, await nobody.send("GET", path));
  }
  await keep("PUT", await nobody.send("PUT", "/connexion", { fields: [] }));
  await keep("a host of another name", await nobody.send("GET", "/connexion",
    { headers: { Host: "ailleurs.example" } }));
  await keep("a header too large", await nobody.send("GET", "/connexion",
    { headers: { "X-Long": "x".repeat(17000) } }));
  await keep("a body too large", await nobody.send("POST", "/connexion",
    { fields: [["email", "x".repeat(1100000)]] }));
  return { answers, cookies };
}

async function judged(program) {
  const { answers, cookies } = await visited(program);
  const grades = Object.entries(answers).map(([what, answer]) =>
    ({ what, ...grade(answer, cookies) }));
  const findings = grades.filter(({ points }) => points < LEAST).map(({ what, points, parts }) =>
    `${what}: ${points} points (${JSON.stringify(parts)})`);
  const all = grades.map(({ points }) => points);
  return { tried: grades.length, findings,
    figures: `${Math.min(...all)} to ${Math.max(...all)} points` };
}

export const planted = "pages without their content security policy";

function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  return new Promise((resolve) => server.once("listening", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  }));
}

// On a program of its own: no other attack is tried under a public address.
export async function attack({ program: { path }, engine }) {
  const program = await startProgram(path, engine,
    { people: PEOPLE,
      settings: { GPS_PUBLIC_URL: PUBLIC, GPS_LISTEN: `127.0.0.1:${await freePort()}` } });
  const flawed = await spoiled(program, {
    answer: ({ headers }) => {
      delete headers["content-security-policy"];
    },
  });
  try {
    const own = await judged(program);
    const { findings } = await judged(flawed);
    return { ...own, control: findings.length === own.tried };
  } finally {
    await flawed.stopProxy();
    await program.stop();
  }
}
