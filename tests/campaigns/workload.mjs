// Professionals at work, over HTTP, by the forms of the pages: each records a person, ends their
// part, resumes it, ends it, and goes on with the next person. What is answered goes to a ledger.
import { Visitor } from "../support/visitor.mjs";
import { between, until } from "./campaign.mjs";

// Whose structure is habilitated; one structure each.
const WHO = ["Claire", "Karim", "Awa", "Soizic"];
const ACTS_A_SESSION = 50; // the program lets a session act 60 times a minute
const CYCLE = ["record", "end", "resume", "end"];

export function today() {
  return new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date());
}

// Birth dates are apart: nobody is a probable double of another.
export function identityOf({ birthName, number }) {
  const born = new Date(Date.UTC(1940, 0, 1 + (number * 7) % 20000)).toISOString().slice(0, 10);
  return [["nom_naissance", birthName], ["prenom", "Odile"], ["date_naissance", born],
    ["commune", "Alès"]];
}

export function partOf() {
  return [["debut", today()], ["role", "CIP"], ["motifs", "EMPLOI"]];
}

export function recordFields(person) {
  return [...identityOf(person), ["information", "remise"], ["information_le", today()],
    ...partOf()];
}

// What an answer says of the act: done, certainly not done, or neither.
export function stateOf(answer) {
  if (answer.status === 303 && !answer.headers.location.startsWith("/connexion")) return "kept";
  if (answer.status < 500) return "refused";
  return /Votre envoi n’a rien changé|Rien n’a été\s+enregistré/.test(answer.body) ? "refused"
    : "doubt";
}

// Sends the form of an act, perhaps not for the first time, and notes what was answered.
export async function send(act) {
  if (act.state === "refused") act.state = "doubt";
  const answer = await act.visitor.send("POST", act.action, { fields: act.fields });
  const state = stateOf(answer);
  if (answer.status >= 400 && answer.status < 500) act.surprise = answer.status;
  if (state === "kept") act.location ??= answer.headers.location;
  if (act.state !== "kept") Object.assign(act, { state, answer });
  return answer;
}

// Sends again every form that was not acknowledged, and the last `more` that were: each must be
// answered as if it were the first time, and lead where it led.
export async function sendAgain(ledger, more = 0) {
  const kept = ledger.acts.filter((act) => act.state === "kept");
  const again = ledger.acts.filter((act) => act.state !== "kept");
  for (const act of [...again, ...more ? kept.slice(-more) : []]) {
    const { status, headers } = await send(act);
    const isSame = act.state === "kept" && headers.location === act.location;
    if (!isSame) throw new Error(`${act.kind}, sent again, got ${status} ${headers.location}`);
  }
  return again.length;
}

// One who works, one act after the other, until something fails.
class Professional {
  #number;
  #acts = 0;
  #step = 0;

  constructor(program, ledger, number) {
    this.program = program;
    this.ledger = ledger;
    this.#number = number;
  }

  async work(isOver) {
    while (!isOver()) await this.#act();
  }

  async #act() {
    const act = await this.#next();
    const { status } = await send(act);
    if (act.state !== "kept") throw new Error(`${act.kind} got ${status}`);
    if (act.kind === "record") this.person.address = act.location;
    this.#acts += 1;
    this.#step += 1;
  }

  async #next() {
    if (this.#acts % ACTS_A_SESSION === 0) await this.#signIn();
    const kind = CYCLE[this.#step % CYCLE.length];
    if (kind === "record") this.person = this.ledger.name();
    const { from, form, action = form, typed } = this.#form(kind);
    const fields = await this.visitor.fill(from, form, typed);
    return this.ledger.open({ kind, name: this.person.birthName, visitor: this.visitor, action,
      fields });
  }

  // Recording goes to its last step at once, with the key of the first step's form.
  #form(kind) {
    const mine = `${this.person.address}/mon-intervention`;
    if (kind === "record") {
      const first = "/personnes/identite";
      return { from: first, form: first, action: "/personnes/enregistrer",
        typed: recordFields(this.person) };
    }
    if (kind === "end") return { from: mine, form: `${mine}/terminer`, typed: [["fin", ""]] };
    return { from: mine, form: `${mine}/reprendre`, typed: partOf() };
  }

  async #signIn() {
    const visitor = new Visitor(this.program, `198.51.100.${this.#number % 250 + 1}`);
    await visitor.enterAs(WHO[this.#number % WHO.length]);
    this.visitor = visitor;
    this.#acts = 0;
  }
}

// Work under way, each until something fails for them. stop() begins no act any more, waits for
// those under way, and returns the failures.
export class Work {
  #isOver = false;
  isIdle = false; // nobody works any more

  constructor(program, ledger, professionals = 16) {
    const team = Array.from({ length: professionals }, (_, number) =>
      new Professional(program, ledger, number));
    this.all = Promise.allSettled(team.map((one) => one.work(() => this.#isOver)));
    this.all.then(() => {
      this.isIdle = true;
    });
  }

  async stop() {
    this.#isOver = true;
    const ends = await this.all;
    return ends.filter(({ status }) => status === "rejected").map(({ reason }) => reason);
  }
}

// Waits until `least` to `most` more acts are acknowledged: a moment nobody chose.
export async function someWork(ledger, least, most) {
  const goal = ledger.count("kept") + between(least, most);
  await until(() => ledger.count("kept") >= goal, `${Math.round(goal)} acts acknowledged`,
    { everyMs: 5, withinMs: 60000 });
}
