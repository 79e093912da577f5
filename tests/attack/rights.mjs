// Every route, asked by everyone, about what is not theirs: what one may not see reads, byte for
// byte but for tokens, as what does not exist; and nothing changes. From the table of routes.
import { difference, freshRows, masked, nobody, routesOf, settled, today } from "./attack.mjs";
import { furnish, KNOWN_TO_ALL, ofOthers } from "./objects.mjs";

const OPEN = ["anyone", "demonstration"];

// What many forms ask for, so that an object is looked for and not a field missed.
const TYPED = [["debut", today()], ["fin", today()], ["role", "CIP"], ["motifs", "EMPLOI"],
  ["canal", "courriel"], ["civilite", "madame"], ["secret_nir", "280027599904160"],
  ["motif", "other"], ["refus", "other"]];
const FORMS = [[], TYPED, [["role", "administrator"]]];

// The trail and the limits count who tries.
const COUNTED = ["audit_entries", "access_counters", "access_drafts", "access_codes",
  "access_submissions", "activity_acts", "activity_first_use", "activity_progress", "mail_outbox"];

// Whether the route leaves this caller at its door, by the table alone.
function mayNot({ caller }, key) {
  if (OPEN.includes(caller)) return false;
  if (key === "nobody") return true;
  if (caller === "administrator") return !["soizic", "odile"].includes(key);
  return caller === "platform" && key !== "pia";
}

class Rights {
  tried = 0;
  findings = [];

  constructor(program, people, { many, isEnough }) {
    Object.assign(this, { program, people, many, isEnough });
  }

  find(what, said) {
    if (said) this.findings.push(`${what}: ${said}`);
  }

  // Of a route whose path names nothing: at the door of who may not, there is no page.
  async door(key, route) {
    const who = this.people[key];
    const answer = await who.ask(route.method, route.path);
    this.tried += 1;
    const what = `${route.method} ${route.pattern}, ${who.title}`;
    if (key === "nobody") {
      const leads = `${answer.status} ${answer.headers.location} ${answer.body}`;
      this.find(what, leads === "303 /connexion " ? "" : leads.slice(0, 80));
      return;
    }
    this.nowhere ??= new Map();
    if (!this.nowhere.has(key)) {
      this.nowhere.set(key, masked(await who.get("/nulle-part"), "/nulle-part"));
    }
    this.find(what, difference(masked(answer, route.path), this.nowhere.get(key)));
  }

  async pair(key, route, object) {
    const who = this.people[key];
    const name = /\{\w+\}/.exec(route.pattern)[0];
    for (const fields of route.method === "GET" ? [[]] : FORMS) {
      // Among so many, one of the two would come past a limit, and the other not.
      if (this.many > 1) this.program.base.change("DELETE FROM access_counters");
      const [theirs, unknown] = [object, nobody()].map((id) =>
        ({ id, path: route.pattern.replace(name, id).replace(/\{\w+\}/g, nobody()) }));
      const [one, other] = [await who.ask(route.method, theirs.path, fields),
        await who.ask(route.method, unknown.path, fields)];
      this.tried += 1;
      const what = `${route.method} ${route.pattern}, ${who.title}`;
      this.find(what, difference(masked(one, theirs.id), masked(other, unknown.id)));
      if (one.status === 200) this.find(what, "answered as if it were theirs");
    }
  }

  async objects(key, route) {
    if (route.pattern in KNOWN_TO_ALL) return;
    const objects = ofOthers(this.program, route.pattern, this.people[key].email, this.many);
    for (const object of objects) await this.pair(key, route, object);
    if (objects.length) this.untried.delete(route);
  }

  // A route that nobody was tried on is not one that holds.
  nothingLeft() {
    for (const { method, pattern } of this.untried) {
      this.find(`${method} ${pattern}`, "no object of another was tried: see objects.mjs");
    }
  }

  // What a form names: a colleague who is not on the file.
  async contacts() {
    const { karim } = this.people;
    const [person, other] = this.program.base.query("SELECT p.public_id || ' ' || o.public_id " +
      "FROM persons AS p JOIN followup_contributions AS c ON c.person_id = p.id JOIN " +
      "professionals AS k ON k.id = c.professional_id JOIN professionals AS o ON o.id NOT IN " +
      "(SELECT professional_id FROM followup_contributions WHERE person_id = p.id) " +
      `WHERE k.email = '${karim.email}' AND c.ended_on IS NULL ORDER BY p.id, o.id LIMIT 1`)
      .trim().split(" ");
    const structure = this.program.base.query("SELECT s.public_id FROM structures AS s JOIN " +
      "memberships AS m ON m.structure_id = s.id JOIN professionals AS o ON o.id = " +
      `m.professional_id WHERE o.public_id = '${other}' LIMIT 1`).trim();
    const answers = [];
    for (const [who, where] of [[other, structure], [nobody(), structure], [other, nobody()]]) {
      const answer = await karim.post(`/personnes/${person}/contact`,
        [["intervenant", who], ["structure", where], ["canal", "courriel"]]);
      answers.push(masked(answer));
    }
    this.tried += 2;
    for (const unknown of answers.slice(1)) {
      this.find("a colleague who is not on the file", difference(answers[0], unknown));
    }
  }

  async run(routes) {
    const before = await settled(this.program, COUNTED);
    this.untried = new Set(routes.filter(({ pattern, caller }) => pattern.includes("{") &&
      !(pattern in KNOWN_TO_ALL) && !OPEN.includes(caller) && caller !== "platform"));
    for (const route of routes) {
      for (const key of Object.keys(this.people)) {
        const isNamed = route.pattern.includes("{");
        if (mayNot(route, key)) await this.door(key, route);
        if (isNamed && key !== "nobody" && !OPEN.includes(route.caller)) {
          await this.objects(key, route);
        }
        if (this.isEnough(this.findings)) return;
      }
    }
    this.nothingLeft();
    await this.contacts();
    const after = await settled(this.program, COUNTED);
    if (before !== after) this.find("the base changed", freshRows(before, after));
  }
}

export async function attack({ program, people, long, isControl = false }) {
  if (!isControl) await furnish(people, program);
  const isEnough = (findings) => isControl && findings.length > 0;
  const rights = new Rights(program, people, { many: long ? 12 : 1, isEnough });
  const routes = routesOf(program);
  await rights.run(isControl ? routes.filter(({ pattern }) =>
    pattern.startsWith("/personnes/{")) : routes);
  return { tried: rights.tried, findings: rights.findings };
}

// A file that one may not read is refused in other words than a file that is not there.
export const planted = "a file that exists is refused by 403";

export function spoils(program) {
  const known = new Set(program.base.query("SELECT public_id FROM persons").split("\n"));
  return {
    answer: (answer, { path }) => {
      const id = /^\/personnes\/(\w{26})/.exec(path)?.[1];
      if (answer.status === 404 && known.has(id)) answer.status = 403;
    },
  };
}
