// Many at once, on the real program: one form sent by fifty requests has one effect and one answer;
// twenty professionals who join a person, or record the same one, at the same moment while lists
// are read are twenty contributors of one file. Controls: with a key of its own in each request,
// the answers differ; a counter that is planted wrong is seen.
import { PERSONAS, Visitor } from "../support/visitor.mjs";
import { demand, pause, withProgram } from "./campaign.mjs";
import { brokenSentences, demandAgreement, Ledger } from "./ledger.mjs";
import { identityOf, partOf, recordFields, stateOf } from "./workload.mjs";

const IDENTICAL = 50; // requests of one form
const TOGETHER = 20; // professionals
const READERS = 4;

// Professionals of one structure, which is habilitated, who sign in by a mailed code; not Claire.
const MEMBERS = `
  SELECT p.email FROM professionals AS p
  JOIN memberships AS m ON m.professional_id = p.id AND m.ended_on IS NULL
  JOIN structures AS s ON s.id = m.structure_id AND s.is_habilitated
  WHERE p.email <> '${PERSONAS.Claire}'
    AND (SELECT count(*) FROM memberships AS a WHERE a.professional_id = p.id) = 1
  ORDER BY p.id LIMIT ${TOGETHER}`;

async function entered(program, persona, source) {
  const visitor = new Visitor(program, source);
  await visitor.enterAs(persona);
  return visitor;
}

function sentAtOnce(visitor, action, forms) {
  return Promise.all(forms.map((fields) => visitor.send("POST", action, { fields })));
}

const said = ({ status, headers }) => `${status} ${headers.location ?? ""}`;

function demandNoFailure(answers, what) {
  const failed = answers.find(({ status }) => status >= 500);
  demand(!failed, `${what}: one got ${failed?.status}`);
}

// ---- One form, fifty times ----------------------------------------------------------------------

// Sends one form by fifty requests at once. Returns the answer that they all got.
async function fiftyTimes(visitor, ledger, act) {
  const opened = ledger.open(act);
  const forms = Array.from({ length: IDENTICAL }, () => act.fields);
  const answers = await sentAtOnce(visitor, act.action, forms);
  const different = new Set(answers.map(said));
  demand(different.size === 1, `${act.kind}, ${IDENTICAL} times at once: ` +
    [...different].join(" / "));
  opened.state = stateOf(answers[0]);
  opened.location = answers[0].headers.location;
  demand(opened.state === "kept", `${act.kind} got ${said(answers[0])}`);
  return answers[0];
}

// Each in a session of its own: one may act sixty times a minute.
async function oneLife(program, ledger) {
  const person = ledger.name();
  const name = person.birthName;
  const source = `198.51.100.${person.number % 250}`;
  const first = "/personnes/identite";
  let visitor = await entered(program, "Claire", source);
  const recorded = await fiftyTimes(visitor, ledger, { kind: "record", name,
    action: "/personnes/enregistrer", fields: await visitor.fill(first, first,
      recordFields(person)) });
  const mine = `${recorded.headers.location}/mon-intervention`;
  for (const [kind, what, typed] of [["end", "terminer", [["fin", ""]]],
    ["resume", "reprendre", partOf()]]) {
    visitor = await entered(program, "Claire", source);
    const action = `${mine}/${what}`;
    await fiftyTimes(visitor, ledger, { kind, name, action,
      fields: await visitor.fill(mine, action, typed) });
  }
  return mine;
}

// The same words under fifty keys are fifty acts: the first ends the part, and the others are told.
async function keysControl(program, mine) {
  const visitor = await entered(program, "Claire", "198.51.100.251");
  const fields = await visitor.fill(mine, `${mine}/terminer`, [["fin", ""]]);
  const forms = Array.from({ length: IDENTICAL }, (_, number) =>
    fields.map(([name, value]) => [name, name === "_cle" ? `${value}${number}` : value]));
  const answers = await sentAtOnce(visitor, `${mine}/terminer`, forms);
  demandNoFailure(answers, "fifty keys");
  const done = answers.filter(({ status }) => status === 303).length;
  demand(done < IDENTICAL, "the control failed: fifty keys had the answers of one");
  demand(done === 1, `${done} requests ended the same part`);
  return `control with ${IDENTICAL} keys: ${done} answered as done, ${IDENTICAL - done} refused`;
}

// ---- Twenty professionals at once --------------------------------------------------------------

async function team(program) {
  const emails = program.base.query(MEMBERS).split("\n").filter(Boolean);
  demand(emails.length === TOGETHER, `only ${emails.length} professionals to be found`);
  return Promise.all(emails.map(async (email, number) => {
    const visitor = new Visitor(program, `203.0.113.${number + 1}`);
    await visitor.enterByCode(email);
    return visitor;
  }));
}

async function underReading(program, act) {
  let isOver = false;
  const counts = Promise.allSettled(Array.from({ length: READERS }, async (_, number) => {
    const reader = await entered(program, "Karim", `198.51.100.${number + 1}`);
    let reads = 0;
    for (; !isOver; reads += 1) {
      const { status } = await reader.send("GET", "/suivis");
      demand(status === 200 || status === 429, `a list answered ${status}`);
      if (status === 429) await pause(1000);
    }
    return reads;
  }));
  try {
    await act();
  } finally {
    isOver = true;
    await counts;
  }
  const failed = (await counts).find(({ reason }) => reason);
  if (failed) throw failed.reason;
  return (await counts).reduce((sum, { value }) => sum + value, 0);
}

// All of them send the form that `fields` fills, at once, to `action`; returns the file they reach.
async function allAtOnce(visitors, action, fields) {
  const first = "/personnes/identite";
  const forms = await Promise.all(visitors.map((one) => one.fill(first, first, fields)));
  const answers = await Promise.all(visitors.map((one, number) =>
    one.send("POST", action, { fields: forms[number] })));
  demandNoFailure(answers, action);
  const different = new Set(answers.map(said));
  demand(different.size === 1 && answers[0].status === 303,
    `${action}, ${visitors.length} at once: ${[...different].join(" / ")}`);
  return answers[0].headers.location;
}

async function demandContributors(visitor, base, file, expected) {
  const page = await visitor.send("GET", file);
  const shown = (page.body.match(/<li class="gps-card"/g) ?? []).length;
  demand(shown === expected, `the file shows ${shown} contributors, not ${expected}`);
  const counted = Number(base.query(`SELECT g.contributor_count FROM followup_groups AS g
    JOIN persons AS p ON p.id = g.person_id WHERE p.public_id = '${file.split("/").at(-1)}'`));
  demand(counted === expected, `the counter says ${counted}, not ${expected}`);
}

async function joinTogether(program, ledger, visitors) {
  const someone = ledger.name();
  const first = "/personnes/identite";
  const claire = await entered(program, "Claire", "198.51.100.252");
  const created = await claire.send("POST", "/personnes/enregistrer",
    { fields: await claire.fill(first, first, recordFields(someone)) });
  const file = created.headers.location;
  const joined = await allAtOnce(visitors, "/personnes/identite/confirmer",
    [...identityOf(someone), ...partOf()]);
  demand(joined === file, `they joined ${joined}, not ${file}`);
  await demandContributors(visitors[0], program.base, file, TOGETHER + 1);

  const nobody = ledger.name();
  const recorded = await allAtOnce(visitors, "/personnes/enregistrer", recordFields(nobody));
  const people = Number(program.base.query(
    `SELECT count(*) FROM persons WHERE birth_name = '${nobody.birthName}'`));
  demand(people === 1, `${people} people were recorded for one`);
  await demandContributors(visitors[0], program.base, recorded, TOGETHER);
}

function counterControl(base) {
  demand(!brokenSentences(base).length, brokenSentences(base).join("; "));
  base.change("UPDATE followup_groups SET contributor_count = contributor_count + 1 " +
    "WHERE person_id = (SELECT max(person_id) FROM followup_groups)");
  demand(brokenSentences(base).length === 1, "the control failed: a wrong counter is not seen");
  return "control (a counter planted wrong) seen";
}

// ------------------------------------------------------------------------------------------------

async function campaign(program, lives, rounds) {
  const ledger = new Ledger();
  let mine;
  for (let life = 0; life < lives; life += 1) mine = await oneLife(program, ledger);
  demandAgreement(ledger, program.base, "after forms were sent fifty times at once");
  const keys = await keysControl(program, mine);
  const visitors = await team(program);
  const together = new Ledger("Ensemble");
  const reads = await underReading(program, async () => {
    for (let round = 0; round < rounds; round += 1) {
      await joinTogether(program, together, visitors);
    }
  });
  return `${ledger.acts.length} forms sent ${IDENTICAL} times at once: one effect, one answer; ` +
    `${keys}; ${rounds} times ${TOGETHER} joining, then recording, one person at once while ` +
    `${reads} lists were read: ${TOGETHER + 1}, then ${TOGETHER} contributors, one person; ` +
    `no 5xx; ${counterControl(program.base)}`;
}

const on = (engine) => ({ path, long }) =>
  withProgram(path, engine, {}, (program) => campaign(program, long ? 25 : 1, long ? 15 : 1));

export const parts = { SQLite: on("sqlite"), PostgreSQL: on("postgres") };
