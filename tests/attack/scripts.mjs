// Markup and scripts typed in every field of every form, and standing in every text of the base that
// pages show; then each page, opened in Chromium without its security policy: no script runs, no
// element comes of them. Control: pages that do not escape.
import { chromium } from "playwright-core";

import { startProgram } from "../support/program.mjs";
import { decoded } from "../support/visitor.mjs";
import { cast, forgive, lines, routesOf, today } from "./attack.mjs";
import { PAYLOADS } from "./payloads.mjs";
import { spoiled } from "./spoiler.mjs";

const PEOPLE = ["--persons", "600", "--professionals", "60", "--seed", "1"];
const ONE_IN = 9; // in short, each form takes one payload in so many, another than the next form
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// ---- Looking ------------------------------------------------------------------------------------

// What a page must not do nor hold, whatever stands in it.
const FOUND = () => {
  const isScript = (value) => /^[\s\0-\x20]*(javascript|data|vbscript):/i.test(value ?? "");
  const wrong = [];
  if (globalThis.hits) wrong.push(`${globalThis.hits} scripts ran`);
  const marked = document.querySelectorAll("[data-faille]").length;
  if (marked) wrong.push(`${marked} elements came of a text`);
  for (const element of document.querySelectorAll("*")) {
    const handler = element.getAttributeNames().find((name) => name.startsWith("on"));
    if (handler) wrong.push(`${element.tagName} has ${handler}`);
    const to = ["href", "src", "action", "formaction"].find((name) =>
      isScript(element.getAttribute(name)) && element.tagName !== "IMG");
    if (to) wrong.push(`${element.tagName} leads to ${element.getAttribute(to).slice(0, 40)}`);
  }
  return wrong;
};

class Eye {
  looked = 0;

  async open(url) {
    this.browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
    const context = await this.browser.newContext({ bypassCSP: true });
    await context.addInitScript(() => {
      globalThis.hits = 0;
      globalThis.fired = () => {
        globalThis.hits += 1;
      };
    });
    this.page = await context.newPage();
    this.dialogs = 0;
    this.page.on("dialog", (dialog) => {
      this.dialogs += 1;
      dialog.dismiss();
    });
    // The answer as it was given, its scripts and pictures not: what is looked for are others.
    await this.page.route("**/*", (route) => route.request().isNavigationRequest() &&
      route.request().frame() === this.page.mainFrame()
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: this.body })
      : route.abort());
    this.url = url;
    return this;
  }

  // What is wrong with a page that was answered.
  async look(what, answer) {
    // What shows nothing of a payload runs nothing of it.
    if (!/html/.test(answer.headers["content-type"] ?? "") || !/fired/.test(answer.body)) return [];
    this.body = answer.body;
    this.looked += 1;
    await this.page.goto(`${this.url}/${this.looked}`, { waitUntil: "load" });
    await this.page.evaluate(() => new Promise((over) => setTimeout(over, 0)));
    const wrong = await this.page.evaluate(FOUND);
    if (this.dialogs) wrong.push("a dialog opened");
    this.dialogs = 0;
    return wrong.map((one) => `${what}: ${one}`);
  }

  close() {
    return this.browser.close();
  }
}

// ---- The pages ----------------------------------------------------------------------------------

const TYPERS = ["claire", "karim", "awa"]; // whose searches are counted apart

function idsOf(program, { email }) {
  const of = (sql) => lines(program.base.query(sql));
  const me = `(SELECT id FROM professionals WHERE email = '${email}')`;
  return {
    personne: of("SELECT p.public_id FROM persons AS p JOIN followup_contributions AS c ON " +
      `c.person_id = p.id WHERE c.professional_id = ${me} ORDER BY p.id LIMIT 2`),
    membre: of("SELECT DISTINCT o.public_id FROM professionals AS o JOIN memberships AS m ON " +
      "m.professional_id = o.id WHERE m.structure_id IN (SELECT structure_id FROM memberships " +
      `WHERE professional_id = ${me}) LIMIT 2`),
    structure: of("SELECT s.public_id FROM structures AS s JOIN memberships AS m ON " +
      "m.structure_id = s.id GROUP BY s.public_id ORDER BY s.public_id LIMIT 3"),
  };
}

// Every address of the table that a GET may read, for one caller.
function addresses(program, who) {
  const ids = idsOf(program, who);
  const pages = routesOf(program).filter(({ method, pattern }) => method === "GET" &&
    !pattern.startsWith("/connexion/proconnect"));
  return pages.flatMap(({ pattern }) => {
    const name = /\{(\w+)\}/.exec(pattern)?.[1];
    if (!name) return [pattern];
    return (ids[name] ?? []).map((id) => pattern.replace(`{${name}}`, id));
  }).concat("/suivis?onglet=termines", "/suivis?tri=nom", "/structures?q=a");
}

// { action, fields } of the forms of a page, with the values that they hold.
function formsOf({ body }) {
  return (body.match(/<form\b[\s\S]*?<\/form>/g) ?? []).map((form) => ({
    isPost: /method="post"/.test(form),
    action: decoded(/action="([^"]*)"/.exec(form)?.[1] ?? ""),
    fields: [...form.matchAll(/<(?:input|select|textarea|button)\b[^>]*\bname="([^"]*)"[^>]*>/g)]
      .map(([tag, name]) => [name, decoded(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? "")])
      .filter(([name]) => name !== "_csrf"),
  })).filter(({ action, fields }) => action && action !== "/deconnexion" &&
    fields.some(([name]) => !name.startsWith("_")));
}

// ---- Typing -------------------------------------------------------------------------------------

const RECORDED = [["nom_naissance", "Vasseur"], ["prenom", "Odile"],
  ["date_naissance", "1984-03-02"], ["commune", "Alès"]];
const TOLD = [["information", "remise"], ["information_le", today()]];

// The forms that these people meet: on each page, and on those that a form leads to.
async function formsFor(program, who) {
  const answers = [await who.get("/connexion")];
  for (const path of addresses(program, who)) answers.push(await who.get(path));
  answers.push(await who.post("/personnes/identite", RECORDED));
  answers.push(await who.post("/personnes/information", [...RECORDED, ...TOLD]));
  const forms = new Map();
  for (const form of answers.flatMap(formsOf)) {
    forms.set(form.action.replace(/\w{26}/g, "…") + form.isPost, form);
  }
  return [...forms.values()];
}

// Each form, all its fields holding a payload, and each field alone among good ones.
function* typings({ fields }, payload, long) {
  const own = fields.filter(([name]) => !name.startsWith("_"));
  const other = fields.filter(([name]) => name.startsWith("_") && name !== "_cle");
  yield [...other, ...own.map(([name]) => [name, payload])];
  if (!long) return;
  for (const [alone] of own) {
    yield [...other, ...own.map(([name, value]) => [name, name === alone ? payload : value])];
  }
}

function sent(who, { isPost, action }, fields) {
  return isPost ? who.post(action, fields) : who.get(`${action}?${new URLSearchParams(fields)}`);
}

class Typing {
  findings = [];
  tried = 0;

  constructor(program, people, eye, long, isControl) {
    Object.assign(this, { program, people, eye, long, isControl });
  }

  async type(who, form, payload) {
    for (const fields of typings(form, payload, this.long)) {
      const answer = await sent(who, form, fields);
      this.tried += 1;
      const what = `${form.action} typed with ${payload}`;
      if (answer.status === 429 || answer.status >= 500) {
        this.findings.push(`${what}: answered ${answer.status}`);
      }
      this.findings.push(...await this.eye.look(what, answer));
    }
  }

  // Addresses say it too.
  async addresses(who, payload) {
    for (const path of [`/${encodeURIComponent(payload)}`,
      ...["nom", "onglet", "tri", "referent", "apres"].map((name) =>
        `/suivis?${new URLSearchParams({ [name]: payload })}`)]) {
      const answer = await who.get(path);
      this.tried += 1;
      this.findings.push(...await this.eye.look(path, answer));
    }
  }

  async run() {
    const forms = {};
    for (const key of [...TYPERS, "soizic"]) {
      forms[key] = await formsFor(this.program, this.people[key]);
    }
    const ofTeams = forms.soizic.filter(({ action }) => action.startsWith("/equipe"));
    for (const [number, payload] of PAYLOADS.entries()) {
      forgive(this.program);
      const key = TYPERS[number % TYPERS.length];
      const isTurn = (place) => this.long || (number + place) % ONE_IN === 0;
      for (const [place, form] of forms[key].entries())
        if (isTurn(place)) await this.type(this.people[key], form, payload);
      for (const [place, form] of ofTeams.entries())
        if (isTurn(place)) await this.type(this.people.soizic, form, payload);
      if (isTurn(0)) await this.addresses(this.people[key], payload);
      if (this.isControl && this.findings.length) return;
    }
    this.fields = Object.values(forms).flat().reduce((sum, form) => sum + form.fields.length, 0);
  }
}

// ---- Standing in the base -----------------------------------------------------------------------

// Texts that pages show, wherever they came from; of professionals, addresses that nobody signs in
// with here.
const STORED = {
  persons: ["birth_name", "usual_name", "first_name", "commune", "email", "phone"],
  professionals: ["last_name", "first_name", "phone"],
  structures: ["name", "address", "city", "phone", "email", "website"],
  requests: ["typed_name"],
  teams_invitations: ["email", "last_name", "first_name"],
  access_sessions: ["device"],
  mail_outbox: ["subject", "body_text"],
  demo_personas: ["who", "what"],
};

function plant(program) {
  const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
  const many = PAYLOADS.length;
  let columns = 0;
  for (const [table, names] of Object.entries(STORED)) {
    const key = table === "demo_personas" ? "place" : "id";
    for (const name of names) {
      columns += 1;
      const cases = PAYLOADS.map((payload, number) => `WHEN ${number} THEN ${quoted(payload)}`);
      program.base.change(`UPDATE ${table} SET ${name} = CASE (${key} + ${columns * 7}) % ${many} ` +
        `${cases.join(" ")} END`);
    }
  }
  return columns;
}

async function standing(program, people, eye, isControl) {
  const findings = [];
  let shown = 0;
  for (const key of ["nobody", "claire", "karim", "soizic", "ines"]) {
    const who = people[key];
    const paths = key === "nobody" ? ["/", "/connexion", "/connexion/code"]
      : addresses(program, who);
    for (const path of paths) {
      const answer = await who.get(path);
      if (/fired\(\)/.test(answer.body)) shown += 1;
      if (answer.status >= 500) findings.push(`${path}: answered ${answer.status}`);
      findings.push(...await eye.look(`${path}, ${who.title}`, answer));
      if (isControl && findings.length) return { findings, shown };
    }
  }
  return { findings, shown };
}

// ------------------------------------------------------------------------------------------------

async function typed(program, people, eye, long, isControl) {
  const typing = new Typing(program, people, eye, long, isControl);
  await typing.run();
  return typing;
}

const before = (people, program) => Object.fromEntries(Object.entries(people)
  .map(([key, caller]) => [key, caller.before(program)]));

// Pages as they would be if nothing were escaped.
const raw = () => ({
  answer: (answer) => {
    if (/html/.test(answer.headers["content-type"] ?? ""))
      answer.body = Buffer.from(decoded(answer.body.toString()));
  },
});

export const planted = "pages that escape nothing";

async function both(program, eye, long) {
  const flawed = await spoiled(program, raw());
  try {
    const people = cast(program);
    const seen = await typed(flawed, before(people, flawed), eye, false, true);
    const own = await typed(program, people, eye, long, false);
    const columns = plant(program);
    const { findings, shown } = await standing(program, people, eye, false);
    const stored = await standing(flawed, before(people, flawed), eye, true);
    return { tried: eye.looked, findings: [...own.findings, ...findings],
      control: seen.findings.length > 0 && stored.findings.length > 0 && shown > 20,
      figures: `${PAYLOADS.length} payloads, ${own.tried} forms and addresses sent, ` +
        `${columns} columns, shown by ${shown} pages; ${eye.looked} pages looked at` };
  } finally {
    await flawed.stopProxy();
  }
}

// On a program of its own: its base is full of them afterwards.
export async function attack({ program: { path }, engine, long }) {
  const program = await startProgram(path, engine, { people: PEOPLE });
  const eye = await new Eye().open("http://attaque.example");
  try {
    return await both(program, eye, long);
  } finally {
    await eye.close();
    await program.stop();
  }
}
