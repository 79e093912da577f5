// Someone who calls the program over HTTP, request by request: keeps cookies as a browser does,
// follows nothing by itself, and fills forms from the pages that hold them.
import { request as open } from "node:http";

import { mailedCode } from "./program.mjs";

const SILENT_MS = 60000;
const DOMAIN = "demonstration.example.org";

// The personas of the demonstration, by first name.
export const PERSONAS = {
  Claire: `claire.lefevre@${DOMAIN}`,
  Karim: `karim.benali@${DOMAIN}`,
  Inès: `ines.dasilva@${DOMAIN}`,
  Awa: `awa.ndiaye@${DOMAIN}`,
  Mathieu: `mathieu.hoarau@${DOMAIN}`,
  Soizic: `soizic.legall@${DOMAIN}`,
  Nadia: `nadia.roussel@${DOMAIN}`,
  Victor: `victor.lemaire@${DOMAIN}`,
};

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

export function decoded(html) {
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]);
}

function attribute(tag, name) {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? decoded(found[1]) : "";
}

// The hidden fields of the form of `page` that is sent to `action`; of its first form when none is.
export function hiddenFields(page, action) {
  const forms = page.match(/<form\b[\s\S]*?<\/form>/g) ?? [];
  const posted = forms.filter((form) => form.includes('name="_csrf"'));
  const chosen = posted.find((form) => attribute(form, "action") === action) ?? posted[0];
  if (!chosen) throw new Error(`no form for ${action}`);
  const fields = chosen.match(/<input type="hidden"[^>]*>/g) ?? [];
  return fields.map((field) => [attribute(field, "name"), attribute(field, "value")]);
}

export class Visitor {
  #jar = new Map();

  // `source`: the address it seems to come from; `agent`: what keeps its connection, if anything.
  constructor(program, source = "192.0.2.1", agent = false) {
    this.program = program;
    this.source = source;
    this.agent = agent;
  }

  // What it sends back of the cookies it was given.
  get cookies() {
    return [...this.#jar].map((pair) => pair.join("=")).join("; ");
  }

  // Goes on with what another visitor was given.
  set cookies(pairs) {
    this.#jar = new Map(pairs.split("; ").map((pair) => /^([^=]+)=(.*)$/.exec(pair).slice(1)));
  }

  // `fields`: what a form sends, as pairs; `body`: what is sent in its place. A header given as ""
  // is not sent.
  send(method, path, { fields, headers = {}, body: sent } = {}) {
    const body = sent ?? (fields ? new URLSearchParams(fields).toString() : undefined);
    const all = { "X-Forwarded-For": this.source, "User-Agent": "Firefox/120 Linux" };
    if (this.#jar.size) all.Cookie = this.cookies;
    if (body !== undefined) {
      all["Content-Type"] = "application/x-www-form-urlencoded";
      all["Content-Length"] = Buffer.byteLength(body);
      all.Origin = this.program.url;
    }
    Object.assign(all, headers);
    for (const [name, value] of Object.entries(all)) if (value === "") delete all[name];
    return this.#exchange({ method, path, headers: all, body });
  }

  #exchange({ method, path, headers, body }) {
    const { hostname, port } = new URL(this.program.url);
    const to = { hostname, port, method, path, headers, agent: this.agent, timeout: SILENT_MS };
    return new Promise((resolve, reject) => {
      const request = open(to, (answer) => {
        const chunks = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          this.#keepCookies(answer.headers["set-cookie"] ?? []);
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: answer.statusCode, headers: answer.headers, body: text });
        });
      });
      request.on("error", reject);
      request.on("timeout", () => request.destroy(new Error(`no answer in ${SILENT_MS} ms`)));
      request.end(body);
    });
  }

  #keepCookies(lines) {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/Max-Age=-/.test(line)) this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
  }

  // The fields of the form that the page `from` sends to `action`, once filled.
  async fill(from, action, typed = []) {
    const page = await this.send("GET", from);
    if (page.status !== 200) throw new Error(`${from} answered ${page.status}`);
    const names = new Set(typed.map(([name]) => name));
    const hidden = hiddenFields(page.body, action).filter(([name]) => !names.has(name));
    return [...hidden, ...typed];
  }

  async submit(from, action, typed = [], options = {}) {
    const fields = await this.fill(from, action, typed);
    return this.send("POST", action, { ...options, fields });
  }

  async enterAs(persona) {
    const typed = [["email", PERSONAS[persona]]];
    const answer = await this.submit("/connexion", "/demonstration/entrer", typed);
    if (answer.status !== 303) throw new Error(`${persona} got ${answer.status} when entering`);
    return answer;
  }

  // `who`: a persona, or an address.
  async enterByCode(who) {
    const email = PERSONAS[who] ?? who;
    const known = (await this.program.mails(email)).length;
    await this.submit("/connexion", "/connexion", [["email", email]]);
    const typed = [["code", await mailedCode(this.program, email, known)]];
    const answer = await this.submit("/connexion/code", "/connexion/code", typed);
    if (answer.status !== 303) throw new Error(`${who} got ${answer.status} with the code`);
    return answer;
  }
}
