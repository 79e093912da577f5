// Whether how long an answer takes tells what it does not say: whether an address is known, when a
// code is asked for and when a wrong one is typed; whether a file that one may not read exists.
// Requests of all kinds are shuffled together. Control: 5 % of the median, planted in a third kind,
// which the same statistic must find; requests go on until it does, and then judge the rest.
import { Agent } from "node:http";

import { median } from "../campaigns/campaign.mjs";
import { mannWhitney } from "../campaigns/same_time.mjs";
import { hiddenFields, Visitor } from "../support/visitor.mjs";
import { forgive, lines, nobody, source, Unable } from "./attack.mjs";

const PLANTED = 0.05; // of the median
const FOUND_BELOW = 1e-4; // p of kinds that are told apart
const ROUNDS = { short: { step: 150, seconds: 60 }, long: { step: 1000, seconds: 900 } };
const WARM_UP = 20;
const ANEW = 20; // rounds after which what limits count is forgotten: it is not what is tried
const PERSONA = "karim.benali@demonstration.example.org";

const micros = () => Number(process.hrtime.bigint() / 100n) / 10;

function workFor(durationMicros) {
  for (const start = micros(); micros() - start < durationMicros;);
}

function shuffled(list) {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const other = Math.floor(Math.random() * (i + 1));
    [all[i], all[other]] = [all[other], all[i]];
  }
  return all;
}

const DOUBTED = "doubted";
const OTHER = "other";
const CONTROL = "control";

// One kind of answer, against another: { doubted, other } make the call of the nth request.
class Trial {
  made = 0;
  times = { [DOUBTED]: [], [OTHER]: [], [CONTROL]: [] };

  constructor(program, name, calls) {
    Object.assign(this, { program, name, calls });
  }

  async #one(kind, number, planted) {
    const call = await (kind === DOUBTED ? this.calls.doubted : this.calls.other)(number);
    const start = micros();
    if (kind === CONTROL) workFor(planted);
    const { status } = await call.send();
    const took = micros() - start;
    if (status !== this.calls.status) throw new Error(`${this.name}: got ${status}`);
    return took;
  }

  async rounds(many) {
    for (let round = 0; round < many; round += 1) {
      const number = this.times[OTHER].length;
      if (this.made % ANEW === 0) forgive(this.program);
      this.made += 1;
      const planted = PLANTED * median(number ? this.times[OTHER] : [0]);
      for (const kind of shuffled(Object.keys(this.times))) {
        this.times[kind].push(await this.#one(kind, number, planted));
      }
    }
  }

  async run({ step, seconds }) {
    await this.rounds(WARM_UP);
    for (const kind of Object.keys(this.times)) this.times[kind].splice(0, WARM_UP - 1);
    const start = Date.now();
    do await this.rounds(step);
    while (Date.now() - start < seconds * 1000 && !this.isControlFound());
  }

  p(kind) {
    return mannWhitney(this.times[kind], this.times[OTHER]);
  }

  isControlFound() {
    return this.times[OTHER].length > 1 && this.p(CONTROL) < FOUND_BELOW &&
      median(this.times[CONTROL]) > median(this.times[OTHER]);
  }

  get finding() {
    const ratio = median(this.times[DOUBTED]) / median(this.times[OTHER]);
    const isLeak = this.p(DOUBTED) < FOUND_BELOW && Math.abs(ratio - 1) > PLANTED / 2;
    return isLeak ? [`${this.name}: told apart, ${this.figures}`] : [];
  }

  get figures() {
    const middle = (kind) => Math.round(median(this.times[kind]));
    return `${this.name}: ${this.times[OTHER].length} of each, ${middle(DOUBTED)} and ` +
      `${middle(OTHER)} µs, p = ${this.p(DOUBTED).toPrecision(2)}; 5 % more: ${middle(CONTROL)} ` +
      `µs, p = ${this.p(CONTROL).toPrecision(2)}`;
  }
}

// ---- What is asked ------------------------------------------------------------------------------

const known = (program) => lines(program.base.query("SELECT email FROM professionals ORDER BY id"));

// As someone would try them: each looks like one that is known.
const unknownOf = (email) => email.replace("@", `.${nobody().slice(0, 4)}@`);

async function askFor(program, agent, email) {
  const visitor = new Visitor(program, source(), agent);
  const fields = await visitor.fill("/connexion", "/connexion", [["email", email]]);
  return { visitor, send: () => visitor.send("POST", "/connexion", { fields }) };
}

// Of an address whose code was asked for, a wrong code.
async function wrongCode(program, agent, email) {
  const asked = await askFor(program, agent, email);
  const page = await asked.send();
  if (page.status !== 303) throw new Error(`a code was refused: ${page.status}`);
  const form = await asked.visitor.send("GET", "/connexion/code");
  const fields = [...hiddenFields(form.body, "/connexion/code"), ["code", "AAAAA-AAAAA"]];
  return { send: () => asked.visitor.send("POST", "/connexion/code", { fields }) };
}

function files(program, agent) {
  const strangers = lines(program.base.query("SELECT public_id FROM persons WHERE id NOT IN (" +
    "SELECT c.person_id FROM followup_contributions AS c JOIN memberships AS m ON " +
    "m.professional_id = c.professional_id WHERE m.structure_id IN (SELECT structure_id FROM " +
    "memberships AS mine JOIN professionals AS p ON p.id = mine.professional_id " +
    `WHERE p.email = '${PERSONA}')) ORDER BY id`));
  let visitor;
  let left = 0;
  const open = async (id) => {
    if (left === 0) {
      visitor = new Visitor(program, source(), agent);
      await visitor.enterAs("Karim");
      left = 200;
    }
    left -= 1;
    return { send: () => visitor.send("GET", `/personnes/${id}`) };
  };
  return { status: 404, doubted: (number) => open(strangers[number % strangers.length]),
    other: () => open(nobody()) };
}

function trials(program, agent) {
  const emails = known(program);
  const nth = (number) => emails[number % emails.length];
  const ask = (email) => askFor(program, agent, email);
  const code = (email) => wrongCode(program, agent, email);
  return [
    new Trial(program, "a file one may not read, and none", files(program, agent)),
    new Trial(program, "a code asked for a known address, and an unknown one", { status: 303,
      doubted: (number) => ask(nth(number)), other: (number) => ask(unknownOf(nth(number))) }),
    new Trial(program, "a wrong code of a known address, and of an unknown one", { status: 422,
      doubted: (number) => code(nth(number)), other: (number) => code(unknownOf(nth(number))) }),
  ];
}

export const planted = "5 % of the median more";

export async function attack({ program, long }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const tried = trials(program, agent);
  try {
    for (const trial of tried) await trial.run(long ? ROUNDS.long : ROUNDS.short);
  } finally {
    agent.destroy();
  }
  const isControlFound = tried.every((trial) => trial.isControlFound());
  const figures = tried.map((trial) => trial.figures).join("\n    ");
  // In short, a machine that is busy with something else is not to be waited for.
  if (!long && !isControlFound) throw new Unable(`this machine is too busy to hear 5 %\n    ${figures}`);
  return { tried: tried.reduce((sum, { times }) => sum + 3 * times[OTHER].length, 0),
    findings: tried.flatMap(({ finding }) => finding),
    control: isControlFound, figures };
}
