// Reads and runs the *.case files: what one says to the program over HTTP, and what must come back.
//
//   == A stranger learns nothing          a case; each begins with fresh sessions
//   as Claire                             a persona of the demonstration, by the button; "as Claire
//                                         by code", by a mailed code, is another session of hers;
//                                         "nobody", also before any "as", is not signed in
//   POST /personnes/enregistrer           the request
//   from: /personnes/identite             the page whose form is sent, for its hidden fields;
//                                         "from Karim:" takes them from the page he is shown
//   > Origin: https://ailleurs.example    a header; without a value, it is not sent
//   nom=Durand                            a field of the form
//   with: identite                        those that ":: identite" lists at the file's top, but
//                                         for fields that the request has itself
//   --- 303                               the status that must come back, then what else must:
//   header: Location: /connexion          this header, with this value
//   header: Set-Cookie ~ HttpOnly         this header, with this in it
//   no header: Set-Cookie
//   has: Se connecter                     in the body; no-break spaces count as spaces
//   never: Claire
//   empty                                 no body
//   keep: personne = /personnes/(\w+)     takes what the brackets match, in the headers or the
//                                         body, for {personne} further down
//   remember: inconnue                    keeps the whole answer
//   same as: inconnue                     the same answer but for tokens and date
//   # a comment
//
// {inconnue}: an identifier that nothing has. {unique}: letters of this case alone. {jour}: today.
// {long}: more letters than a cookie may hold.
import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { decoded, hiddenFields, Visitor } from "../support/visitor.mjs";

const REQUEST = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) ([/{]\S*)$/;
const FIELD = /^([a-z_{}0-9-]+)=(.*)$/;

class CaseError extends Error {}

// ---- Reading ----------------------------------------------------------------------------------

function readRequestLine(exchange, line, lists) {
  const list = /^with: (\S+)$/.exec(line);
  const from = /^from(?: (\S+))?: (\S+)$/.exec(line);
  const header = /^> ([A-Za-z-]+): ?(.*)$/.exec(line);
  const field = FIELD.exec(line);
  if (from) exchange.from = { who: from[1], path: from[2] };
  else if (header) exchange.headers[header[1]] = header[2];
  else if (field) exchange.fields.push([field[1], field[2]]);
  else if (list && lists.has(list[1])) exchange.listed.push(...lists.get(list[1]));
  else throw new CaseError(`what is "${line}"?`);
}

function readLine(scenario, line, lists) {
  const request = REQUEST.exec(line);
  const last = scenario.steps.at(-1);
  if (line.startsWith("as ")) {
    scenario.steps.push({ as: line.slice(3) });
  } else if (request) {
    const [, method, path] = request;
    scenario.steps.push({ method, path, headers: {}, listed: [], fields: [], expected: [] });
  } else if (!last?.method) {
    throw new CaseError(`no request before "${line}"`);
  } else if (line.startsWith("--- ")) {
    last.status = Number(line.slice(4));
  } else if (last.status) {
    last.expected.push(line);
  } else {
    readRequestLine(last, line, lists);
  }
}

// A line before any case: a list of fields, or one of its fields.
function readListLine(lists, line) {
  const field = FIELD.exec(line);
  if (line.startsWith(":: ")) lists.set(line.slice(3), []);
  else if (field && lists.size) [...lists.values()].at(-1).push([field[1], field[2]]);
  else throw new CaseError(`what is "${line}"?`);
}

// The cases of one file: { title, where, steps }.
export function readCases(path) {
  const cases = [];
  const lists = new Map();
  readFileSync(path, "utf8").split("\n").forEach((text, index) => {
    const line = text.trimEnd();
    const where = `${basename(path)}:${index + 1}`;
    if (line === "" || line.startsWith("#")) return;
    try {
      if (line.startsWith("== ")) cases.push({ title: line.slice(3), where, steps: [] });
      else if (cases.length) readLine(cases.at(-1), line, lists);
      else readListLine(lists, line);
    } catch (error) {
      throw new Error(`${where}: ${error.message}`);
    }
  });
  return cases;
}

// ---- Comparing --------------------------------------------------------------------------------

const spaced = (text) => text.replace(/[\u00a0\u202f]/g, " ");

// An answer without what differs from one to the next of the same page.
function stable({ status, headers, body }) {
  const { date, ...others } = headers;
  const page = body.replace(/(name="_(?:csrf|cle)" value=")[^"]*/g, "$1");
  return JSON.stringify({ status, others, page });
}

function allHeaders(headers) {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}: ${one}`)).join("\n");
}

// What a reader of the failure needs of a page.
function content({ body }) {
  return /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? body;
}

const CHECKS = [
  [/^header: ([\w-]+): (.*)$/, ({ headers }, name, value) =>
    String(headers[name.toLowerCase()]) === value],
  [/^header: ([\w-]+) ~ (.*)$/, ({ headers }, name, part) =>
    String(headers[name.toLowerCase()] ?? "").includes(part)],
  [/^no header: ([\w-]+)$/, ({ headers }, name) => !(name.toLowerCase() in headers)],
  [/^has: (.*)$/, ({ body }, text) => spaced(decoded(body)).includes(text)],
  [/^never: (.*)$/, ({ body }, text) => !spaced(body).includes(text)],
  [/^empty$/, ({ body }) => body === ""],
];

// `given`, and before it what has another name among `defaults`.
function completed(defaults, given) {
  const names = new Set(given.map(([name]) => name));
  return [...defaults.filter(([name]) => !names.has(name)), ...given];
}

// ---- Running ----------------------------------------------------------------------------------

class Run {
  #visitors = new Map();
  #answers = new Map();

  constructor(program, number) {
    this.program = program;
    this.source = `192.0.2.${number % 250 + 1}`;
    this.names = {
      inconnue: "7".repeat(26),
      long: "a".repeat(5000),
      unique: [...String(number)].map((digit) => "abcdefghij"[digit]).join(""),
      jour: new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date()),
    };
  }

  async step(step) {
    if (step.as) this.visitor = await this.#enter(step.as);
    else this.#judge(step, await this.#send(step));
  }

  filled(text) {
    return text.replace(/\{([a-z_]+)\}/g, (whole, name) => {
      if (name in this.names) return this.names[name];
      throw new CaseError(`nothing was kept as ${whole}`);
    });
  }

  async #enter(who) {
    if (this.#visitors.has(who)) return this.#visitors.get(who);
    const [persona, byCode] = who.split(" ");
    const visitor = new Visitor(this.program, this.source);
    this.#visitors.set(who, visitor);
    if (persona === "nobody") return visitor;
    if (byCode) await visitor.enterByCode(persona);
    else await visitor.enterAs(persona);
    return visitor;
  }

  async #send({ method, path, from, headers, listed, fields }) {
    this.visitor ??= await this.#enter("nobody");
    const action = this.filled(path);
    const fill = (pairs) => pairs.map((pair) => pair.map((text) => this.filled(text)));
    const sent = Object.fromEntries(fill(Object.entries(headers)));
    if (method !== "POST") return this.visitor.send(method, action, { headers: sent });
    const hidden = from ? await this.#hidden(from, action) : [];
    const typed = completed(fill(listed), fill(fields));
    return this.visitor.send(method, action, { headers: sent, fields: completed(hidden, typed) });
  }

  async #hidden({ who, path }, action) {
    const visitor = who ? await this.#enter(who) : this.visitor;
    const page = await visitor.send("GET", this.filled(path));
    return hiddenFields(page.body, action);
  }

  #judge({ status, expected }, answer) {
    if (answer.status !== status) throw new CaseError(`got ${answer.status}, not ${status}`);
    for (const line of expected) this.#judgeLine(line, answer);
  }

  #judgeLine(line, answer) {
    const kept = /^keep: (\w+) = (.*)$/.exec(line);
    const remembered = /^remember: (\w+)$/.exec(line);
    const same = /^same as: (\w+)$/.exec(line);
    if (kept) {
      const pattern = new RegExp(this.filled(kept[2]));
      const found = pattern.exec(`${allHeaders(answer.headers)}\n${answer.body}`);
      if (!found) throw new CaseError(`nothing like ${kept[2]}`);
      this.names[kept[1]] = found[1];
    } else if (remembered) {
      this.#answers.set(remembered[1], stable(answer));
    } else if (same) {
      if (stable(answer) !== this.#answers.get(same[1])) throw new CaseError(`not the ${line}`);
    } else {
      this.#check(line, answer);
    }
  }

  #check(line, answer) {
    for (const [pattern, isTrue] of CHECKS) {
      const found = pattern.exec(line);
      if (!found) continue;
      if (isTrue(answer, ...found.slice(1).map((part) => this.filled(part)))) return;
      throw new CaseError(`not "${line}" in:\n${allHeaders(answer.headers)}\n${content(answer)}`);
    }
    throw new CaseError(`what is "${line}"?`);
  }
}

// Throws with the step that went wrong.
export async function runCase(program, scenario, number) {
  const run = new Run(program, number);
  for (const step of scenario.steps) {
    try {
      await run.step(step);
    } catch (error) {
      const what = step.as ? `as ${step.as}` : `${step.method} ${step.path}`;
      throw new Error(`${scenario.where}: ${what}: ${error.message}`);
    }
  }
}
