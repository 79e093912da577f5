// Whoever asks learns nothing from how long the answer takes: a code asked for a known and for an
// unknown address; the file of someone whom one does not follow and of nobody. The requests of all
// kinds are shuffled together; a Mann-Whitney test says whether two kinds can be told apart. Beside
// them, two groups of one kind, which must not be, and one with a small planted delay, which must.
// The short version judges medians only, within a wide bound, and on SQLite: its machine is busy
// with other tests. Its control is an answer made slower than the bound.
import { Agent } from "node:http";

import { Visitor } from "../support/visitor.mjs";
import { demand, median, withProgram } from "./campaign.mjs";

const SIZES = {
  short: { people: ["--persons", "300", "--professionals", "60", "--seed", "1"], each: 150 },
  long: { people: ["--persons", "3000", "--professionals", "1000", "--seed", "1"], each: 2500 },
};
// A mail sent within the request, the leak that is feared, makes it several times as long; medians
// of two groups of one kind were within 1.25 of each other on a machine with ten times its load.
const WIDEST = 1.5;
const SLOWER = 3; // times as long
const PLANTED_MICROS = 300;
const SAME_ABOVE = 0.01; // p of two kinds that cannot be told apart
const OTHER_BELOW = 1e-6; // p of what was planted

const CODES_AN_ADDRESS = 4; // the program sends five in fifteen minutes, then refuses
const CALLS_A_SOURCE = 60; // of 300 pages of sign-in a minute, two each; two sources may share a count
const CALLS_A_SESSION = 200; // of 300 pages a minute

// ---- The statistic ------------------------------------------------------------------------------

// The chance that a normal variable is further than `z` from 0 (Abramowitz and Stegun, 7.1.26).
function beyond(z) {
  const t = 1 / (1 + 0.3275911 * Math.abs(z) / Math.SQRT2);
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t
    + 0.254829592) * t;
  return tail * Math.exp(-z * z / 2);
}

// Mann-Whitney: ranks all values together, equal ones sharing theirs; U counts the pairs in which
// one of `a` is after one of `b`. Were both of one kind, U would be normal around half the pairs.
export function mannWhitney(a, b) {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value }))]
    .sort((one, other) => one.value - other.value);
  let ranksOfA = 0;
  let ties = 0;
  for (let first = 0; first < all.length;) {
    let next = first;
    while (next < all.length && all[next].value === all[first].value) next += 1;
    const rank = (first + 1 + next) / 2;
    for (let i = first; i < next; i += 1) if (all[i].isA) ranksOfA += rank;
    ties += (next - first) ** 3 - (next - first);
    first = next;
  }
  const pairs = a.length * b.length;
  const n = all.length;
  const u = ranksOfA - a.length * (a.length + 1) / 2;
  const spread = Math.sqrt(pairs / 12 * (n + 1 - ties / (n * (n - 1))));
  return beyond((u - pairs / 2) / spread);
}

// ---- Measuring ----------------------------------------------------------------------------------

function shuffled(list) {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const other = Math.floor(Math.random() * (i + 1));
    [all[i], all[other]] = [all[other], all[i]];
  }
  return all;
}

const micros = () => Number(process.hrtime.bigint() / 100n) / 10;

// As a program that works longer would: the wait is not given back.
function workFor(durationMicros) {
  for (const start = micros(); micros() - start < durationMicros;);
}

// { kind: [microseconds] }. `kinds`: kind -> the function that makes the call of its nth request,
// from which the measure is taken: { visitor, method, path, options, status }, with `planted`
// microseconds more, or `slower`.
async function measured(kinds, each) {
  const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  const rounds = Array.from({ length: each }, (_, number) =>
    shuffled(Object.keys(kinds)).map((kind) => ({ kind, number })));
  for (const { kind, number } of rounds.flat()) {
    const call = await kinds[kind](number);
    const { visitor, method, path, options, status, planted = 0, slower = false } = call;
    const start = micros();
    workFor(planted);
    const answer = await visitor.send(method, path, options);
    if (slower) workFor((SLOWER - 1) * (micros() - start));
    times[kind].push(micros() - start);
    demand(answer.status === status, `${kind}: ${method} ${path} got ${answer.status}`);
  }
  return times;
}

// Throws unless `one` and `other` look alike, two groups of one kind too, and what was planted does
// not. Returns the words for the campaign's line.
function judged(times, { one, other, again, planted, slower }, long) {
  const middle = (kind) => median(times[kind]);
  const ratio = (a, b) => Math.max(middle(a) / middle(b), middle(b) / middle(a));
  const p = (a, b) => mannWhitney(times[a], times[b]);
  const shown = (value) => value.toPrecision(2);
  demand(ratio(one, other) < WIDEST,
    `${one} takes ${middle(one)} µs, ${other} ${middle(other)} µs`);
  demand(ratio(slower, other) > WIDEST, `the control failed: ${slower} takes ` +
    `${middle(slower)} µs, ${other} ${middle(other)} µs`);
  if (long) {
    demand(p(one, other) > SAME_ABOVE, `${one} and ${other} are told apart: p = ` +
      `${shown(p(one, other))}, medians ${middle(one)} and ${middle(other)} µs ` +
      `(two groups of one kind: p = ${shown(p(other, again))})`);
    demand(p(planted, other) < OTHER_BELOW, `the control failed: ${PLANTED_MICROS} µs more are ` +
      `not told apart, p = ${shown(p(planted, other))}`);
  }
  return `${times[one].length} of each; ${one} ${Math.round(middle(one))} µs, ${other} ` +
    `${Math.round(middle(other))} µs (medians), p = ${shown(p(one, other))}; one kind with ` +
    `itself p = ${shown(p(other, again))}; control of ${PLANTED_MICROS} µs more p = ` +
    `${shown(p(planted, other))}; control ${SLOWER} times slower ` +
    `${Math.round(middle(slower))} µs`;
}

// ---- Asking for a code -------------------------------------------------------------------------

class CodeCalls {
  #sources = 0;
  #sent = CALLS_A_SOURCE;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(program) {
    this.program = program;
  }

  // From a browser that has just opened the page.
  async ask(email, more = {}) {
    if (this.#sent >= CALLS_A_SOURCE) {
      this.#sources += 1;
      this.#sent = 0;
    }
    this.#sent += 1;
    const source = `10.1.${this.#sources >> 8}.${this.#sources & 255}`;
    const visitor = new Visitor(this.program, source, this.#agent);
    const fields = await visitor.fill("/connexion", "/connexion", [["email", email]]);
    return { visitor, method: "POST", path: "/connexion", options: { fields }, status: 303,
      ...more };
  }

  end() {
    this.#agent.destroy();
  }
}

async function codes(program, each) {
  const known = program.base.query("SELECT email FROM professionals ORDER BY id").trim()
    .split("\n");
  demand(known.length * CODES_AN_ADDRESS >= each, `${known.length} addresses are too few`);
  const knownOf = (number) => known[number % known.length];
  // As someone would try them: each looks like one that is known.
  const unknownOf = (group) => (number) => knownOf(number).replace("@", `.${group}@`);
  const calls = new CodeCalls(program);
  try {
    return await measured({
      "a known address": (number) => calls.ask(knownOf(number)),
      "an unknown one": (number) => calls.ask(unknownOf("a")(number)),
      "an unknown one again": (number) => calls.ask(unknownOf("b")(number)),
      "an unknown one and more": (number) =>
        calls.ask(unknownOf("c")(number), { planted: PLANTED_MICROS }),
      "an unknown one, slower": (number) => calls.ask(unknownOf("d")(number), { slower: true }),
    }, each);
  } finally {
    calls.end();
  }
}

// ---- Opening a file ----------------------------------------------------------------------------

const PERSONA = "Karim";

const STRANGERS = `
  SELECT p.public_id FROM persons AS p
  WHERE NOT EXISTS (
    SELECT 1 FROM followup_contributions AS c JOIN professionals AS o ON o.id = c.professional_id
    WHERE c.person_id = p.id AND o.email LIKE 'karim.benali@%')
  ORDER BY p.id`;

// An identifier that has the form of others and that nobody has.
function nobody() {
  const letters = "0123456789abcdefghjkmnpqrstvwxyz";
  return Array.from({ length: 26 }, (_, place) =>
    letters[Math.floor(Math.random() * (place ? 32 : 8))]).join("");
}

class FileCalls {
  #calls = CALLS_A_SESSION;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(program) {
    this.program = program;
  }

  async open(id, status, more = {}) {
    if (this.#calls >= CALLS_A_SESSION) {
      this.visitor = new Visitor(this.program, "192.0.2.9", this.#agent);
      await this.visitor.enterAs(PERSONA);
      this.#calls = 0;
    }
    this.#calls += 1;
    return { visitor: this.visitor, method: "GET", path: `/personnes/${id}`, status, ...more };
  }

  end() {
    this.#agent.destroy();
  }
}

async function files(program, each) {
  const strangers = program.base.query(STRANGERS).trim().split("\n");
  const calls = new FileCalls(program);
  try {
    return await measured({
      "a file not followed": (number) => calls.open(strangers[number % strangers.length], 404),
      "an unknown file": () => calls.open(nobody(), 404),
      "an unknown file again": () => calls.open(nobody(), 404),
      "an unknown file and more": () => calls.open(nobody(), 404, { planted: PLANTED_MICROS }),
      "an unknown file, slower": () => calls.open(nobody(), 404, { slower: true }),
    }, each);
  } finally {
    calls.end();
  }
}

// ------------------------------------------------------------------------------------------------

const CODES = { one: "a known address", other: "an unknown one", again: "an unknown one again",
  planted: "an unknown one and more", slower: "an unknown one, slower" };
const FILES = { one: "a file not followed", other: "an unknown file",
  again: "an unknown file again", planted: "an unknown file and more",
  slower: "an unknown file, slower" };

const on = (engine, measure, names) => ({ path, long }) => {
  const { people, each } = SIZES[long ? "long" : "short"];
  return withProgram(path, engine, { people }, async (program) =>
    judged(await measure(program, each), names, long));
};

export const parts = {
  "codes, SQLite": on("sqlite", codes, CODES),
  "files, SQLite": on("sqlite", files, FILES),
};

export const longParts = {
  "codes, PostgreSQL": on("postgres", codes, CODES),
  "files, PostgreSQL": on("postgres", files, FILES),
};
