// What ends a session, what stops who guesses codes, what its owner is told of an account: the age of a
// session that is used all along, wrong codes over the whole service, second factors that come and go.
import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";

import { applicationShows } from "../support/totp.mjs";
import { PERSONAS, Visitor } from "../support/visitor.mjs";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const LIFE = 12 * HOUR;
const OVERALL = 100; // wrong codes a minute, whoever types them
const A_SOURCE = 60; // in a quarter of an hour
const WHEN_MANY = 5; // the same, while a hundred fail over the whole service

// How many of the base's units make a second, and how long its newest session lives.
function newestSession(program) {
  const [id, created, expires] = program.base.query("SELECT id || ' ' || created_at || ' ' || " +
    "expires_at FROM access_sessions ORDER BY id DESC LIMIT 1").trim().split(" ").map(Number);
  const second = 10 ** (Math.round(Math.log10(created)) - 9);
  return { id, second, life: (expires - created) / second };
}

// As if the session had been opened earlier, and used a moment ago all the same.
function grownOlder(program, { id, second }, seconds) {
  const by = seconds * second;
  program.base.change(`UPDATE access_sessions SET created_at = created_at - ${by}, ` +
    `expires_at = expires_at - ${by} WHERE id = ${id}`);
}

export async function aSessionUsedAllAlongEndsTwelveHoursAfterItOpened(program) {
  const claire = new Visitor(program, "198.51.100.20");
  await claire.enterAs("Claire");
  const session = newestSession(program);
  assert.equal(session.life, LIFE, "a session lives for twelve hours");
  grownOlder(program, session, LIFE - 10 * MINUTE);
  assert.equal((await claire.send("GET", "/suivis")).status, 200, "ten minutes before its end");
  grownOlder(program, session, 11 * MINUTE);
  const after = await claire.send("GET", "/suivis");
  assert.equal(after.status, 303, "a minute after its end");
  assert.equal(after.headers.location, "/connexion");
}

// ---- Wrong codes -----------------------------------------------------------------------------------

async function guesser(program, source) {
  const visitor = new Visitor(program, source);
  const page = await visitor.send("GET", "/connexion");
  const token = /name="_csrf" value="([^"]+)"/.exec(page.body)[1];
  return async () => {
    const fields = [["_csrf", token], ["code", "AAAAA-AAAAA"]];
    return (await visitor.send("POST", "/connexion/code", { fields })).status;
  };
}

// Both windows begin on a minute: one that has time left for all that is tried.
async function aFreshMinute() {
  const left = 60000 - Date.now() % 60000;
  if (left < 30000) await new Promise((pause) => setTimeout(pause, left + 100));
}

const forget = (program) => program.base.change("DELETE FROM access_counters");

export async function aHundredWrongCodesAMinuteStopWhoTypesThemAndSixtyTheirSource(program) {
  forget(program);
  await aFreshMinute();
  const [one, two, another] = await Promise.all(
    ["198.51.100.21", "198.51.100.22", "198.51.100.23"].map((from) => guesser(program, from)));
  for (let times = 0; times < A_SOURCE; times += 1) assert.equal(await one(), 422, `try ${times}`);
  assert.equal(await one(), 429, "the sixty-first of one source");
  for (let times = A_SOURCE; times < OVERALL; times += 1) {
    assert.equal(await two(), 422, `try ${times}`);
  }
  assert.equal(await two(), 429, "one of those who typed them");
  for (let times = 0; times < WHEN_MANY; times += 1) {
    assert.equal(await another(), 422, "somebody else, who never tried");
  }
  assert.equal(await another(), 429, "who tries too, now");
  forget(program);
  assert.equal(await another(), 422, "once the minute is over");
}

// ---- Second factors --------------------------------------------------------------------------------

const SECURITY = "/mon-compte/securite";
const APPLICATION = `${SECURITY}/application`;

// Waits for a mail that says so, and where to close one's sessions: other mails may come in between.
async function isTold(program, to, words) {
  for (let read = 0; ; read += 1) {
    const { text } = await program.nextMail(to, read);
    if (!words.test(text)) continue;
    assert.match(text, /\/mon-compte\/connexions\s/);
    return;
  }
}

// Gives the account of the session an application; the key that its owner types into it.
async function withApplication(visitor) {
  const { body } = await visitor.send("GET", APPLICATION);
  const [, key] = /gps-key">([A-Z2-7 ]+)</.exec(body);
  const [, sealed] = /name="application" value="([^"]+)"/.exec(body);
  const added = await visitor.submit(APPLICATION, APPLICATION,
    [["application", sealed], ["code", applicationShows(key)]]);
  assert.equal(added.headers.location, SECURITY);
  return key;
}

export async function anApplicationAddedOrTakenAwayIsToldToItsOwner(program) {
  const ines = new Visitor(program, "198.51.100.24");
  await ines.enterAs("Inès");
  await withApplication(ines);
  await isTold(program, PERSONAS.Inès, /application\s[^.]*vient\sd’être\sajoutée/);
  const removed = await ines.submit(SECURITY, `${APPLICATION}/retirer`);
  assert.equal(removed.headers.location, SECURITY);
  await isTold(program, PERSONAS.Inès, /application\s[^.]*vient\sd’être\sretirée/);
}

export async function anApplicationOutlivesTheKeyThatSealedIt(program) {
  const mathieu = new Visitor(program, "198.51.100.25");
  await mathieu.enterAs("Mathieu");
  const key = await withApplication(mathieu);
  appendFileSync(program.settings.GPS_KEYS, `sealing.2 = ${"0123456789abcdef".repeat(4)}\n`);
  await program.serveAgain();
  const strengthen = "/connexion/renforcer";
  const wrong = await mathieu.submit(strengthen, strengthen, [["code", "000000"]]);
  assert.equal(wrong.status, 422);
  const right = await mathieu.submit(strengthen, strengthen, [["code", applicationShows(key, 1)]]);
  assert.equal(right.status, 303);
  const removed = await mathieu.submit(SECURITY, `${APPLICATION}/retirer`);
  assert.equal(removed.headers.location, SECURITY);
}
