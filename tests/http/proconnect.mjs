// The whole program before a provider that lies: hostile_openid_cases.mjs, case by case, by the real
// form and the real way back. What needs a program that knows nothing yet, or seconds, is left to the
// tests of the room openid. Usage: node tests/http/proconnect.mjs PROGRAM sqlite|postgres
import assert from "node:assert/strict";

import { offered } from "../support/proconnect.mjs";
import { Visitor } from "../support/visitor.mjs";

const CLAIRE = { email: "claire.durand@mission.example", siret: "13002603200016" };
const LEAST_CASES = 120;
const SECRETS = ["eyJ", "code-", "acces-", "claire", "Claire", "Durand", "@", CLAIRE.siret, "4f6a0c1e"];
const NOBODY_WAITS_MS = 2000;

const [path, engine] = process.argv.slice(2);
let sources = 0;

// Each comes from another place: nobody's share of sign-ins is used up.
function visitor(program) {
  sources += 1;
  return new Visitor(program, `198.51.${sources >> 8}.${sources & 255}`);
}

// Leaves for the provider; the path and query that it sends them back to.
async function sentBack(someone, service) {
  const left = await someone.submit("/connexion", "/connexion/proconnect");
  assert.equal(left.status, 303);
  const there = await fetch(left.headers.location, { redirect: "manual" });
  const { pathname, search } = new URL(there.headers.get("location"));
  assert.ok(there.headers.get("location").startsWith(service.program.url));
  return pathname + search;
}

const isIn = ({ status, headers }) => status === 303 && headers.location === "/suivis" &&
  (headers["set-cookie"] ?? []).some((line) => /^(__Host-)?gps_session=./.test(line));
const isOut = ({ status, headers }) => status === 303 && headers.location === "/connexion" &&
  !(headers["set-cookie"] ?? []).some((line) => /gps_session/.test(line));

async function comes(service, name) {
  const someone = visitor(service.program);
  await service.says("/case", { name });
  return someone.send("GET", await sentBack(someone, service));
}

async function casesOf(service) {
  const { cases } = await (await fetch(`${service.url}/cases`)).json();
  return cases;
}

async function everyLieIsRefused(service) {
  let lies = 0;
  const all = (await casesOf(service)).filter((one) =>
    !one.is_slow && !one.is_fresh && one.strength !== "two");
  assert.ok(isIn(await comes(service, "honest")));
  for (const { name, doubt } of all) {
    const answer = await comes(service, name);
    if (doubt) lies += 1;
    assert.ok(doubt ? isOut(answer) : isIn(answer),
      `${name}: ${answer.status} ${answer.headers.location}`);
    // What the provider gets wrong as a whole makes the program leave it alone after three times.
    assert.ok(isIn(await comes(service, "honest")), `after ${name}`);
  }
  assert.ok(lies >= LEAST_CASES, `${lies} lies`);
  console.log(`${engine}: ${lies} hostile cases through the program: 0 accepted`);
}

async function anAnswerServesWhoLeftOnce(service) {
  await service.says("/case", { name: "honest" });
  const claire = visitor(service.program);
  const thief = visitor(service.program);
  const back = await sentBack(claire, service);
  await thief.send("GET", "/connexion");
  assert.ok(isOut(await thief.send("GET", back)), "in another browser");
  assert.ok(isIn(await claire.send("GET", back)));
  assert.ok(isOut(await claire.send("GET", back)), "twice");
}

// On SQLite too, whose one writer would be held.
async function aSlowProviderHoldsNobody(service) {
  const slow = (await casesOf(service)).find((one) => one.is_slow && !one.is_fresh);
  const waiting = comes(service, slow.name);
  await new Promise((later) => setTimeout(later, 500));
  const began = performance.now();
  await visitor(service.program).enterAs("Karim");
  const lasted = performance.now() - began;
  assert.ok(isOut(await waiting));
  assert.ok(lasted < NOBODY_WAITS_MS, `${lasted} ms to enter meanwhile`);
}

function nothingIsQuoted(service) {
  const log = service.logged();
  assert.match(log, /"doubt":"signature"/);
  for (const secret of SECRETS) assert.ok(!log.includes(secret), `the log holds ${secret}`);
}

const promises = { everyLieIsRefused, anAnswerServesWhoLeftOnce, aSlowProviderHoldsNobody,
  nothingIsQuoted };

let passed = 0;
let failed = 0;
const service = await offered(path, engine, "hostile_openid_provider.mjs", CLAIRE);
try {
  for (const [title, keep] of Object.entries(promises)) {
    try {
      await keep(service);
      passed += 1;
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${title}\n  ${error.stack.replaceAll("\n", "\n  ")}`);
    }
  }
} finally {
  await service.stop();
}
console.log(`${engine}: ${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
