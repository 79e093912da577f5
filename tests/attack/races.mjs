// The same thing many times at once: a form has one effect and one answer, an invitation and a code
// are used once, a limit of tries holds. Control: a proxy that gives each form a key of its own.
import { randomBytes } from "node:crypto";

import { mailedCode } from "../support/program.mjs";
import { Visitor } from "../support/visitor.mjs";
import { lines, nobody, pause, source, today } from "./attack.mjs";

const TIMES = 20;
const TRIES = 40; // of codes, at once; the program allows five for one code

const said = ({ status, headers }) => `${status} ${headers.location ?? ""}`;
const count = (program, sql) => Number(program.base.query(sql));
const times = (act) => Promise.all(Array.from({ length: TIMES }, (_, number) => act(number)));

const ofName = (name) => [["nom_naissance", name], ["prenom", "Odile"],
  ["date_naissance", "1984-03-02"], ["commune", "Alès"], ["information", "remise"],
  ["information_le", today()], ["debut", today()], ["role", "CIP"], ["motifs", "EMPLOI"]];

class Races {
  tried = 0;
  findings = [];

  constructor(program, people) {
    Object.assign(this, { program, people });
  }

  demand(holds, what) {
    if (!holds) this.findings.push(what);
  }

  // One form, sent by requests at once: `effects` tells how many effects it had.
  async form(who, { from, action, typed, name, effects }) {
    const visitor = await who.visitor("POST");
    const fields = await visitor.fill(from, action, typed);
    const before = effects();
    const answers = await times(() => visitor.send("POST", action, { fields }));
    this.tried += TIMES;
    const different = new Set(answers.map(said));
    this.demand(different.size === 1 && answers[0].status < 400,
      `${name}, ${TIMES} times at once: ${[...different].join(" / ")}`);
    this.demand(effects() - before === 1, `${name}: ${effects() - before} effects`);
    return answers[0];
  }

  async forms() {
    const { claire, karim, soizic } = this.people;
    const { program } = this;
    const name = `Vasseur ${[...randomBytes(4)].map((one) => "abcdefgh"[one % 8]).join("")}`;
    const recorded = await this.form(claire, { name: "recording", from: "/personnes/identite",
      action: "/personnes/enregistrer", typed: ofName(name),
      effects: () => count(program, `SELECT count(*) FROM persons WHERE birth_name = '${name}'`) });
    const mine = `${recorded.headers.location}/mon-intervention`;
    await this.form(claire, { name: "ending", from: mine, action: `${mine}/terminer`,
      typed: [["fin", ""]],
      effects: () => count(program, "SELECT count(*) FROM audit_entries WHERE act LIKE '%end%'") });
    const [structure] = lines(program.base.query("SELECT public_id FROM structures ORDER BY id " +
      "DESC LIMIT 1"));
    const join = `/structures/${structure}/rejoindre`;
    await this.form(karim, { name: "asking to be a member", from: join, action: join, typed: [],
      effects: () => count(program, "SELECT count(*) FROM teams_requests") });
    await this.form(soizic, { name: "inviting", from: "/equipe/inviter", action: "/equipe/inviter",
      typed: [["nom", "Course"], ["prenom", "Paul"], ["role", "member"],
        ["email", `${nobody()}@demonstration.example.org`]],
      effects: () => count(program, "SELECT count(*) FROM teams_invitations") });
  }

  // By as many browsers as there are requests: none has the key of another.
  async invitation() {
    const email = `course.${nobody()}@demonstration.example.org`;
    await this.people.soizic.post("/equipe/inviter", [["nom", "Course"], ["prenom", "Anne"],
      ["email", email], ["role", "member"], ["_cle", nobody()]]);
    const { text } = await this.program.nextMail(email);
    const path = /\/invitations\/\w+/.exec(text)[0];
    const visitors = await times(async () => {
      const visitor = new Visitor(this.program, source());
      return { visitor, fields: await visitor.fill(path, path) };
    });
    const answers = await Promise.all(visitors.map(({ visitor, fields }) =>
      visitor.send("POST", path, { fields })));
    this.tried += TIMES;
    this.demand(!answers.some(({ status }) => status >= 500), "an invitation accepted: a failure");
    const members = count(this.program, "SELECT count(*) FROM memberships AS m JOIN professionals " +
      `AS p ON p.id = m.professional_id WHERE p.email = '${email}'`);
    this.demand(members <= 1, `an invitation made ${members} memberships`);
    const accepted = count(this.program, "SELECT count(*) FROM teams_invitations WHERE email = " +
      `'${email}' AND state = 'accepted'`);
    this.demand(accepted === members, `${accepted} invitations accepted, ${members} members`);
  }

  async askedForACode() {
    const email = this.people.odile.email.replace("odile", "pia");
    const known = (await this.program.mails(email)).length;
    const visitor = new Visitor(this.program, source());
    await visitor.submit("/connexion", "/connexion", [["email", email]]);
    return { visitor, code: await mailedCode(this.program, email, known) };
  }

  // The right one, by requests at once: it opens one session.
  async codeOnce() {
    const { visitor, code } = await this.askedForACode();
    const sessions = () => count(this.program, "SELECT count(*) FROM access_sessions");
    const before = sessions();
    const fields = await visitor.fill("/connexion/code", "/connexion/code", [["code", code]]);
    await times(() => visitor.send("POST", "/connexion/code", { fields }));
    this.tried += TIMES;
    this.demand(sessions() - before === 1, `a code opened ${sessions() - before} sessions`);
  }

  // Wrong ones at once, then the right one: it came too late.
  async limit() {
    const { visitor, code } = await this.askedForACode();
    const fields = await visitor.fill("/connexion/code", "/connexion/code", []);
    const wrong = Array.from({ length: TRIES }, (_, number) =>
      `AAAAA-AAA${String(number).padStart(2, "0")}`);
    const sends = (typed) => visitor.send("POST", "/connexion/code",
      { fields: [...fields.filter(([name]) => name !== "_cle"), ["code", typed]] });
    await Promise.all(wrong.map(sends));
    this.tried += TRIES;
    const tries = count(this.program, "SELECT attempts FROM access_codes ORDER BY id DESC LIMIT 1");
    this.demand(tries === TRIES, `${tries} tries of ${TRIES} were counted`);
    const { headers } = await sends(code);
    this.demand(headers.location !== "/suivis", "a code works after forty wrong ones at once");
  }
}

export const planted = "each form gets a key of its own";

export async function attack({ program, people, long, isControl = false }) {
  const races = new Races(program, people);
  await races.forms();
  if (isControl) return races;
  for (let round = 0; round < (long ? 2 : 1); round += 1) {
    await races.invitation();
    await races.codeOnce();
    await pause(10);
    await races.limit();
  }
  return races;
}

export function spoils() {
  return {
    request: (asked) => {
      if (asked.method !== "POST") return;
      const fields = new URLSearchParams(asked.body.toString());
      if (fields.has("_cle")) fields.set("_cle", nobody());
      asked.body = Buffer.from(fields.toString());
    },
  };
}
