// What attacks share: who calls, the routes, answers told apart.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";

import { PERSONAS, Visitor } from "../support/visitor.mjs";
import { readRoutes } from "../http/routes.mjs";

export const DOMAIN = "demonstration.example.org";

// Below what a session may call in a minute (access/rates.cpp): the attack is to be answered.
const CALLS = { GET: 200, POST: 45 };

// This machine cannot run it, and why.
export class Unable extends Error {}

export const pause = (ms) => new Promise((over) => setTimeout(over, ms));

export const routesOf = (program) => readRoutes(program.routes());

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

// An identifier that has the form of others and that nobody has.
export function nobody() {
  return Array.from({ length: 26 }, (_, place) =>
    LETTERS[Math.floor(Math.random() * (place ? 32 : 8))]).join("");
}

export const today = () =>
  new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date());

let sources = 0;

// Another address each time: it is the session that is tried, not the limit of an address.
export function source() {
  sources += 1;
  return `10.${sources >> 16 & 255}.${sources >> 8 & 255}.${sources & 255}`;
}

export const lines = (text) => text.trim().split("\n").filter(Boolean);

export function tokenOf(page) {
  return /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
}

// Sessions note when they were last used; the trail is chained a moment after each act, and what was
// read is counted some seconds after it was.
const OF_ITSELF = ["access_sessions", "audit_chain", "audit_sequencer", "audit_gaps",
  "audit_heads", "quotas_days"];

const TO_LOOK_AT = "SELECT count(*) FROM followup_groups WHERE look_on IS NULL";

// Every row of the base, but for what moves by itself and `more`, once nothing moves any more.
export async function settled(program, more = []) {
  const dump = () => program.base.dump([...OF_ITSELF, ...more]);
  while (program.base.query(TO_LOOK_AT).trim() !== "0") await pause(250);
  for (let before = dump(); ;) {
    await pause(250);
    const after = dump();
    if (after === before) return after;
    before = after;
  }
}

// What limits counted so far is forgotten: they have attacks of their own.
export function forgive(program) {
  program.base.change(["access_counters", "quotas_days", "quotas_reached", "quotas_freezes"]
    .map((table) => `DELETE FROM ${table};`).join(" "));
}

// The first rows that came, for whoever reads a finding.
export function freshRows(before, after) {
  const known = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !known.has(line)).slice(0, 3).join(" / ");
}

// Someone who opens another session whenever one has called enough.
export class Caller {
  #left = { GET: 0, POST: 0 };

  // `enter`: how a visitor of theirs comes in; `email`: whose.
  constructor(program, title, { email = "", enter }) {
    Object.assign(this, { program, title, email, enter });
  }

  // The same, before another address of the program.
  before(program) {
    return new Caller(program, this.title, { email: this.email, enter: this.enter });
  }

  async visitor(method = "GET") {
    if (this.#left[method] === 0) {
      this.current = new Visitor(this.program, source());
      await this.enter(this.current);
      this.token = tokenOf(await this.current.send("GET", this.email ? "/structures"
        : "/connexion"));
      this.#left = { ...CALLS };
    }
    this.#left[method] -= 1;
    return this.current;
  }

  get(path, headers = {}) {
    return this.visitor().then((visitor) => visitor.send("GET", path, { headers }));
  }

  // A form that a page of ours would send, with a good token.
  async post(path, fields = [], headers = {}) {
    const visitor = await this.visitor("POST");
    return visitor.send("POST", path, { fields: [["_csrf", this.token], ...fields], headers });
  }

  ask(method, path, fields) {
    return method === "GET" ? this.get(path) : this.post(path, fields);
  }
}

// The structure of someone, as its list names it.
export const structureOf = (program, email) => lines(program.base.query(
  "SELECT s.source || ':' || s.source_id FROM structures AS s JOIN memberships AS m " +
  "ON m.structure_id = s.id JOIN professionals AS p ON p.id = m.professional_id " +
  `WHERE p.email = '${email}' ORDER BY s.id`))[0];

function addedTo(program, structure, firstName, ...more) {
  const email = `${firstName.toLowerCase()}.attaque@${DOMAIN}`;
  program.command("user", "add", email, "--last-name", "Attaque", "--first-name", firstName,
    "--structure", structure, ...more);
  return email;
}

const byButton = (program, persona) => new Caller(program, persona, { email: PERSONAS[persona],
  enter: (visitor) => visitor.enterAs(persona) });

// One session by a code: mails to an address are limited. Then others like it, planted.
function byCode(program, title, email, isFull) {
  let first;
  const enter = async (visitor) => {
    first ??= await opened(program, email);
    visitor.cookies = planted(program, first, isFull ? "full" : "reduced");
  };
  return new Caller(program, title, { email, enter });
}

async function opened(program, email) {
  const visitor = new Visitor(program, source());
  await visitor.enterByCode(email);
  return visitor.cookies;
}

// The cookies of a session of the same professional, which no code opened.
function planted(program, cookies, strength) {
  const [name, old] = /(\w*session)=([^;]+)/.exec(cookies).slice(1);
  const token = randomBytes(32).toString("hex");
  const digest = (input) => execFileSync("b2sum", ["--length=256"], { input, encoding: "utf8" })
    .split(" ")[0]; // as base::digest does
  const copied = ["professional_id", "structure_id", "device", "created_at", "last_seen_at",
    "expires_at", "opened_by", "may_enrol"].join(", ");
  program.base.change("INSERT INTO access_sessions (public_id, token_digest, strength, " +
    `${copied}) SELECT '${nobody()}', '${digest(token)}', '${strength}', ${copied} ` +
    `FROM access_sessions WHERE token_digest = '${digest(old)}'`);
  return cookies.replace(`${name}=${old}`, `${name}=${token}`);
}

// Everyone who may come before a page, strangers to each other's objects.
export function cast(program) {
  const odile = addedTo(program, structureOf(program, PERSONAS.Mathieu), "Odile",
    "--administrator");
  const pia = addedTo(program, structureOf(program, PERSONAS.Awa), "Pia");
  program.command("user", "platform", pia);
  return {
    nobody: new Caller(program, "nobody", { enter: async () => {} }),
    reduced: byCode(program, "Karim, by a code alone", PERSONAS.Karim, false),
    karim: byButton(program, "Karim"),
    awa: byButton(program, "Awa"),
    claire: byButton(program, "Claire"),
    ines: byButton(program, "Inès"),
    soizic: byButton(program, "Soizic"),
    odile: byCode(program, "Odile, who administers elsewhere", odile, true),
    pia: byCode(program, "Pia, of the platform", pia, true),
  };
}

// An answer without what differs between two of one page: tokens, the date, what was asked for.
export function masked({ status, headers, body }, asked = "") {
  const { date, "content-length": length, ...others } = headers;
  const without = (text) => {
    const page = text.replace(/(name="_(?:csrf|cle)" value=")[^"]*/g, "$1");
    return asked ? page.replaceAll(asked, "…") : page;
  };
  return without(JSON.stringify({ status, others, body }).replaceAll('\\"', '"'));
}

// How two answers differ, in few words.
export function difference(one, other) {
  if (one === other) return "";
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 20), at + 60).replace(/\s+/g, " ");
  return `“${around(one)}” / “${around(other)}”`;
}
