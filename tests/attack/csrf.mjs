// Every form of the table of routes, about objects that its sender may act on, sent as another site,
// another session or another method would: refused, and not a row of the base changes. Control: a
// proxy that puts the right token and origin in; rows change.
import { PERSONAS } from "../support/visitor.mjs";
import { freshRows, lines, routesOf, settled, source, today, tokenOf } from "./attack.mjs";

const TYPED = [["debut", today()], ["fin", ""], ["role", "CIP"], ["motifs", "EMPLOI"],
  ["canal", "courriel"], ["email", PERSONAS.Karim], ["nom_naissance", "Forgerie"],
  ["prenom", "Odile"], ["date_naissance", "1984-03-02"], ["commune", "Alès"],
  ["information", "remise"], ["information_le", today()], ["nom", "Martin"],
  ["civilite", "madame"], ["code", "AAAAA-AAAAA"], ["_cle", "cle-forgee"]];

// Who sends a form, and what they may act on, so that nothing but the forgery stops it.
const SENDERS = { administrator: "soizic", platform: "pia" };
const OWN = {
  personne: ({ email }) => "SELECT p.public_id FROM persons AS p JOIN followup_contributions AS c " +
    "ON c.person_id = p.id JOIN professionals AS o ON o.id = c.professional_id " +
    `WHERE o.email = '${email}' AND c.ended_on IS NULL ORDER BY p.id LIMIT 1`,
  structure: () => "SELECT public_id FROM structures ORDER BY id LIMIT 1",
  membre: ({ email }) => "SELECT public_id FROM professionals " +
    `WHERE email = '${email}'`,
  demande: ({ email }) => "SELECT r.public_id FROM requests AS r JOIN requests_inbox AS i " +
    "ON i.request_id = r.id JOIN professionals AS o ON o.id = i.professional_id " +
    `WHERE o.email = '${email}' AND r.state = 'pending' LIMIT 1`,
  connexion: ({ email }) => "SELECT s.public_id FROM access_sessions AS s JOIN professionals AS o " +
    `ON o.id = s.professional_id WHERE o.email = '${email}' LIMIT 1`,
};

function filled(program, pattern, sender) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => {
    const sql = OWN[name]?.(sender);
    return sql && lines(program.base.query(sql))[0] || "7".repeat(26);
  });
}

const form = (fields) => ({ fields });
const typedAs = (type, body) => (token) => ({ headers: { "Content-Type": type },
  fields: [], body: body(token) });

// What each forgery sends, given the sender's own token, which a stranger has not, and another's.
const FORGERIES = {
  "without a token": () => form(TYPED),
  "with a token of one's own making": () => form([["_csrf", "a".repeat(60)], ...TYPED]),
  "with a token of another session": (token, other) => form([["_csrf", other], ...TYPED]),
  "with half a token": (token) => form([["_csrf", token.slice(0, 30)], ...TYPED]),
  "from another origin": (token) => ({ fields: [["_csrf", token], ...TYPED],
    headers: { Origin: "https://ailleurs.example" } }),
  "from an opaque origin": (token) => ({ fields: [["_csrf", token], ...TYPED],
    headers: { Origin: "null" } }),
  "from an origin that begins like ours": (token, other, url) => ({
    fields: [["_csrf", token], ...TYPED], headers: { Origin: `${url}.ailleurs.example` } }),
  "from another site": (token) => ({ fields: [["_csrf", token], ...TYPED],
    headers: { Origin: "", "Sec-Fetch-Site": "cross-site" } }),
  "from a neighbour site": (token) => ({ fields: [["_csrf", token], ...TYPED],
    headers: { Origin: "", "Sec-Fetch-Site": "same-site" } }),
  "as text": typedAs("text/plain", (token) => `_csrf=${token}&nom=x`),
  "as JSON": typedAs("application/json", (token) => JSON.stringify({ _csrf: token, nom: "x" })),
  "by GET": (token) => ({ method: "GET", query: new URLSearchParams([["_csrf", token], ...TYPED]) }),
  "by GET, said to be a POST": (token) => ({ method: "GET",
    query: new URLSearchParams([["_csrf", token], ["_method", "POST"], ...TYPED]),
    headers: { "X-HTTP-Method-Override": "POST" } }),
  "by HEAD": (token) => ({ method: "HEAD", query: new URLSearchParams([["_csrf", token]]) }),
  "by PUT": (token) => ({ method: "PUT", fields: [["_csrf", token], ...TYPED] }),
};

// Reading a file leaves its trace, whatever the address says besides; senders come in meanwhile.
const READ = ["audit_entries", "activity_acts", "activity_first_use", "activity_progress",
  "access_counters", "access_drafts", "access_submissions"];

class Grid {
  tried = 0;
  findings = [];

  constructor(program, people) {
    Object.assign(this, { program, people });
  }

  async sent(sender, path, name, forgery) {
    const visitor = await sender.visitor("POST");
    const { method = "POST", query, headers, fields, body } = forgery;
    const options = { headers, fields, body };
    const target = query ? `${path}?${query}` : path;
    const { status } = await visitor.send(method, target, options);
    this.tried += 1;
    // A page may be read at the address of a form: what it changes is looked at.
    const isRead = ["GET", "HEAD"].includes(method);
    if (status >= 500 || (status < 400 && !isRead)) this.findings.push(`${method} ${path}, ${name}: answered ${status}`);
  }

  async try(name, posts) {
    const before = this.after ?? await settled(this.program, READ);
    const karim = await this.people.karim.visitor();
    const other = tokenOf(await karim.send("GET", "/suivis"));
    for (const route of posts) {
      const sender = this.people[SENDERS[route.caller] ?? "claire"];
      const path = filled(this.program, route.pattern, sender);
      await sender.visitor("POST");
      await this.sent(sender, path, name, FORGERIES[name](sender.token, other, this.program.url));
    }
    const after = await settled(this.program, READ);
    this.after = after;
    if (after !== before) {
      this.findings.push(`${name}, the base changed: ${freshRows(before, after)}`);
    }
  }
}

export async function attack({ program, people, isControl = false }) {
  const grid = new Grid(program, people);
  const posts = routesOf(program).filter(({ method }) => method === "POST");
  for (const name of Object.keys(FORGERIES)) {
    await grid.try(name, posts);
    if (isControl && grid.findings.length) break;
  }
  return { tried: grid.tried, findings: grid.findings };
}

export const planted = "the token and the origin of every form are put right";

export function spoils(program) {
  return {
    request: async (asked) => {
      if (asked.method !== "POST") return;
      const token = await tokenFor(program, asked.headers.cookie);
      if (!token) return;
      asked.headers.origin = program.url;
      delete asked.headers["sec-fetch-site"];
      const fields = new URLSearchParams(asked.body.toString());
      fields.set("_csrf", token);
      asked.body = Buffer.from(fields.toString());
      asked.headers["content-type"] = "application/x-www-form-urlencoded";
    },
  };
}

async function tokenFor(program, cookie = "") {
  const headers = { cookie, "x-forwarded-for": source() };
  const answer = await fetch(`${program.url}/structures`, { headers, redirect: "manual" });
  return tokenOf({ body: await answer.text() });
}
