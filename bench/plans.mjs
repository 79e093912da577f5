// What no page may cost, checked and not timed: how many statements each runs, and that none reads
// a large table from one end to the other, on a base of 60 000 people. So it can run on any machine.
// Usage: node bench/plans.mjs BUILD [sqlite|postgres…]; PostgreSQL is at GPS_TEST_POSTGRES.
import { join } from "node:path";

import { partOf, today } from "../tests/campaigns/workload.mjs";
import { startProgram } from "../tests/support/program.mjs";
import { hiddenFields, Visitor } from "../tests/support/visitor.mjs";
import { counted, noting, rowsRead, statementsOf, statementsSince, wholeReads }
  from "./statements.mjs";

const PEOPLE = ["--persons", "60000", "--professionals", "1600", "--seed", "1"];

// Statements at most, BEGIN and COMMIT apart (design rule: none depends on the rows of the page).
const MOST = {
  list: 4,
  file: 6, path: 8,
  page: 6,
  search: 8,
  need: 12, // a search of three kinds
  sheet: 10, // a file read and contacts revealed: both are counted and left in the trail
  merge: 14, // two structures, what each has and what stands in the way
  act: 30,
  departure: 40, // a row for each of twenty colleagues
};

// Rows that a statement may read to answer: a page of twenty-five, its joins, counts that stop at four
// hundred and one, a small table that PostgreSQL reads whole: here there are 1 680 memberships. She
// who asks follows two thousand people.
const MOST_ROWS = 3500;

// The first file of a list where somebody else can be reached.
async function fileOfSeveral(visitor, list) {
  for (const [, file] of list.matchAll(/href="(\/personnes\/[0-9a-z]{26})"/g)) {
    const { body } = await visitor.send("GET", file);
    if (body.includes(`action="${file}/contact"`)) return file;
  }
  throw new Error("nobody else is on any file of the list");
}

// A line a page: what it is called, its kind, and what prepares it: the page that has its form is
// not counted.
async function walked(visitor) {
  const get = (path) => async () => () => visitor.send("GET", path);
  const post = (from, action, typed) => async () => {
    const fields = await visitor.fill(from, action, typed);
    return () => visitor.send("POST", action, { fields });
  };
  const list = await visitor.send("GET", "/suivis");
  const file = /href="(\/personnes\/[0-9a-z]{26})"/.exec(list.body)[1];
  const next = /href="(\/suivis\?apres=[^"]*)"/.exec(list.body)[1];
  const structures = await visitor.send("GET", "/structures?q=mission");
  const structure = /href="(\/structures\/[0-9a-z]{26})"/.exec(structures.body)[1];
  const part = partOf();
  const identity = [["nom_naissance", "Durand"], ["prenom", "Odile"],
    ["date_naissance", "1980-02-03"], ["commune", "Alès"]];
  const told = [["information", "remise"], ["information_le", today()], ...part];
  const number = [["secret_nir", "280027599904160"]]; // nobody's
  let numbered; // who may bear it, recorded once the lists are read
  const giving = async () => {
    const recorded = await visitor.submit("/personnes/identite", "/personnes/enregistrer",
      [["nom_naissance", "Vasseur"], ...identity.slice(1), ...told]);
    numbered = `${recorded.headers.location}/nir`;
    return () => visitor.send("GET", numbered);
  };
  const given = () => post(numbered, numbered, [...number, ["civilite", "madame"]])();
  const looking = async () => {
    const page = await visitor.submit("/personnes/nir", "/personnes/nir", number);
    const fields = [...hiddenFields(page.body, "/personnes/nir/confirmer"), ...part];
    return () => visitor.send("POST", "/personnes/nir/confirmer", { fields });
  };
  return [
    ["list", "list", get("/suivis")],
    ["list, next page", "list", get(next.replaceAll("&amp;", "&"))],
    ["list, ended", "list", get("/suivis?onglet=termines")],
    ["list by name", "list", get("/suivis?tri=nom")],
    ["list by activity", "list", get("/suivis?tri=activite")],
    ["list, own référent", "list", get("/suivis?referent=moi")],
    ["list, no référent, ended", "list", get("/suivis?referent=aucun&onglet=termines")],
    ["list, name typed", "list", get("/suivis?nom=mar")],
    ["list, two words typed", "list", get("/suivis?nom=martin%20a&onglet=termines")],
    ["file", "file", get(file)],
    ["reach a contributor", "act", async () => {
      const action = `${await fileOfSeveral(visitor, list.body)}/contact`;
      const fields = await visitor.fill(action.replace("/contact", ""), action,
        [["canal", "courriel"]]);
      return () => visitor.send("POST", action, { fields });
    }],
    ["to name a référent", "act", async () => {
      const action = `${await fileOfSeveral(visitor, list.body)}/referent`;
      const page = await visitor.send("GET", action);
      const [, someone] = /name="referent"[^>]* value="([^"]+)"/.exec(page.body);
      const fields = await visitor.fill(action, action,
        [["referent", someone], ["motif", "SOUHAIT"]]);
      return () => visitor.send("POST", action, { fields });
    }],
    ["relays received", "list", get("/relais")],
    ["relays to be taken", "list", get("/relais?liste=a-prendre")],
    ["relays given", "list", get("/relais?liste=envoyes")],
    ["to whom to propose", "search", get(`${file}/relais?nom=mission&departement=18`)],
    ["to whom to propose, for a need", "need", get(`${file}/relais?besoin=logement`)],
    ["to propose to a colleague", "page", get(`${file}/relais/proposer?vers=collegue`)],
    ["to propose a relay", "act", async () => {
      const action = `${file}/relais/proposer`;
      const fields = await visitor.fill(`${action}?vers=adresse`, action, [["vers", "adresse"],
        ["courriel", "dehors@exemple.fr"], ["nature", "addition"], ["motif", "SOUHAIT"],
        ["souhait", "ACCORD"], ["accord", "oui"]]);
      return () => visitor.send("POST", action, { fields });
    }],
    ["to ask to be called back", "act", async () => {
      const action = `${await fileOfSeveral(visitor, list.body)}/rappel`;
      const page = await visitor.send("GET", action);
      const [, someone] = /name="collegue"[^>]* value="([^"]+)"/.exec(page.body);
      const fields = await visitor.fill(action, action, [["collegue", someone],
        ["sujet", "POINT"], ["creneaux", "LUNDI_MATIN"], ["moyen", "TELEPHONE"]]);
      return () => visitor.send("POST", action, { fields });
    }],
    ["to write to a contributor", "act", async () => {
      const action = `${await fileOfSeveral(visitor, list.body)}/message`;
      const page = await visitor.send("GET", action);
      const [, someone] = /name="destinataire"[^>]* value="([^"]+)"/.exec(page.body);
      const fields = await visitor.fill(action, action,
        [["destinataire", someone], ["sujet", "POINT"]]);
      return () => visitor.send("POST", action, { fields });
    }],
    ["file, to write", "file", get(`${file}/message`)],
    ["file, sheet of contacts", "sheet", get(`${file}/fiche-contacts`)],
    ["a message", "page", async () => {
      const [one] = visitor.program.base.query(
        "SELECT public_id FROM contact_messages ORDER BY id DESC LIMIT 1").trim().split("\n");
      return get(`/messages/${one}`)();
    }],
    ["a vCard", "act", async () => {
      const file = await fileOfSeveral(visitor, list.body);
      const shown = await visitor.submit(file, `${file}/contact`, [["canal", "courriel"]]);
      const action = `${file}/contact/vcard`;
      const fields = hiddenFields(shown.body, action);
      return () => visitor.send("POST", action, { fields });
    }],
    ["callbacks, sent", "page", get("/rappels?liste=envoyes")],
    ["callbacks, to answer", "page", get("/rappels")],
    ["callbacks, over", "page", get("/rappels?liste=termines")],
    ["to cancel a callback", "act", async () => {
      const from = "/rappels?liste=envoyes";
      const page = await visitor.send("GET", from);
      const [, action] = /action="(\/rappels\/[0-9a-z]{26})"/.exec(page.body);
      const fields = await visitor.fill(from, action, [["suite", "annuler"]]);
      return () => visitor.send("POST", action, { fields });
    }],
    ["file, to be called back", "file", get(`${file}/rappel`)],
    ["alerts", "page", get("/alertes")],
    ["file, alerts", "file", get(`${file}/alertes`)],
    ["to close an alert", "act", async () => {
      const [, alerted] = /href="(\/personnes\/[0-9a-z]{26}\/alertes)"/
        .exec((await visitor.send("GET", "/alertes")).body);
      const page = await visitor.send("GET", alerted);
      const [, action] = /action="(\/personnes\/[0-9a-z]{26}\/alertes\/[0-9a-z]{26})"/
        .exec(page.body);
      const fields = await visitor.fill(alerted, action,
        [[`motif-${action.slice(-26)}`, "INJOIGNABLE"]]);
      return () => visitor.send("POST", action, { fields });
    }],
    ["to say that one saw them", "act", post(file, `${file}/vu`, [])],
    ["to keep a part", "act", async () => {
      const fields = [...hiddenFields((await visitor.send("GET", file)).body, `${file}/vu`)];
      return () => visitor.send("POST", `${file}/continuer`, { fields });
    }],
    ["file, path", "path", get(`${file}/parcours`)],
    ["file, référent", "file", get(`${file}/referent`)],
    ["file, information", "file", get(`${file}/informations`)],
    ["file, who looked", "file", get(`${file}/consultations`)],
    ["file, own part", "file", get(`${file}/mon-intervention`)],
    ["requests", "page", get("/demandes")],
    ["notifications", "page", get("/notifications")],
    ["a notification", "page", async () => {
      const inbox = await visitor.send("GET", "/notifications");
      const [, one] = /href="(\/notifications\/[0-9a-z]{26})"/.exec(inbox.body);
      return () => visitor.send("GET", one);
    }],
    ["to mark notifications as read", "act", post("/notifications", "/notifications/lues", [])],
    ["preferences of notifications", "page", get("/notifications/preferences")],
    ["to prefer", "act", post("/notifications/preferences", "/notifications/preferences",
      [["contributor", "weekly"], ["relay", "daily"], ["request", "daily"], ["referent", "daily"],
        ["callback", "daily"], ["end", "weekly"], ["alert", "weekly"]])],
    ["details, grants in force", "file", get(`${file}/acces`)],
    ["details, emergencies", "file", get(`${file}/urgences`)],
    ["structures", "page", get("/structures")],
    ["structures, words", "page", get("/structures?q=mission%20locale")],
    ["a structure", "page", get(structure)],
    ["own structures", "page", get("/structure")],
    ["own number", "page", get("/mon-compte/coordonnees")],
    ["to keep one's own number", "act", post("/mon-compte/coordonnees", "/mon-compte/coordonnees",
      [["telephone", "01 99 00 12 34"]])],
    ["own sessions", "page", get("/mon-compte/connexions")],
    ["own second factors", "page", get("/mon-compte/securite")],
    ["own passkeys", "page", get("/mon-compte/securite/cles")],
    ["own identities", "page", get("/mon-compte/securite/proconnect")],
    ["a stronger session", "page", get("/connexion/renforcer")],
    ["own requests to be a member", "page", get("/mon-compte/demandes")],
    ["join a structure", "page", get(`${structure}/rejoindre`)],
    ["ask to join a structure", "act", post(`${structure}/rejoindre`, `${structure}/rejoindre`, [])],
    ["doors", "page", get("/personnes/suivre")],
    ["colleague door", "search", post("/personnes/suivre", "/personnes/collegues",
      [["nom", "Martin"]])],
    ["exact identity", "search", post("/personnes/identite", "/personnes/identite", identity)],
    ["number door", "page", get("/personnes/nir")],
    ["number, to give", "page", giving],
    ["number, given", "act", given],
    ["number, typed", "search", post("/personnes/nir", "/personnes/nir", number)],
    ["number, looked for", "search", looking],
    ["record", "act", post("/personnes/identite", "/personnes/enregistrer",
      [...identity, ...told])],
    ["end", "act", post(`${file}/mon-intervention`, `${file}/mon-intervention/terminer`,
      [["fin", ""]])],
    ["resume", "act", post(`${file}/mon-intervention`, `${file}/mon-intervention/reprendre`, part)],
    ["edit", "act", post(`${file}/mon-intervention`, `${file}/mon-intervention`, part)],
  ];
}

// The pages of the team of the service, by one of it.
async function walkedByPlatform(visitor) {
  const get = (path) => async () => () => visitor.send("GET", path);
  const post = (path, typed) => async () => {
    const fields = await visitor.fill(path, path, typed);
    return () => visitor.send("POST", path, { fields });
  };
  const home = await visitor.send("GET", "/plateforme");
  const structure = /href="(\/plateforme\/structures\/[0-9a-z]{26})"/.exec(home.body)[1];
  const next = /href="(\/plateforme\?[^"]*apres=[^"]*)"/.exec(home.body)[1];
  const sheet = [["nom", "Le Pont"], ["type", "CS"], ["code_postal", "30700"], ["commune", "Uzès"]];
  const why = [["motif", "Essai"]];
  // The largest structure there is takes the place of another.
  const doubles = await visitor.send("GET", "/plateforme/doublons");
  const apart = /href="(\/plateforme\/doublons\/[^"]*\/ecarter)"/.exec(doubles.body)[1];
  const agencies = await visitor.send("GET", "/plateforme?nom=france%20travail");
  const [kept, twin] = [...agencies.body.matchAll(/\/plateforme\/structures\/([0-9a-z]{26})"/g)]
    .map((found) => found[1]);
  const merge = `/plateforme/structures/${kept}/reunir/${twin}`;
  const asking = async () => {
    const list = await visitor.send("GET", "/plateforme/doublons");
    return /href="(\/plateforme\/reunions\/[0-9a-z]{26})"/.exec(list.body)[1];
  };
  const asked = async () => {
    const path = await asking();
    return () => visitor.send("GET", path);
  };
  const confirming = async () => {
    const path = await asking();
    const other = new Visitor(visitor.program);
    await other.enterAs("Victor");
    const fields = await other.fill(path, `${path}/confirmer`);
    return () => other.send("POST", `${path}/confirmer`, { fields });
  };
  return [
    ["platform", "page", get("/plateforme")],
    ["platform, words", "page", get("/plateforme?nom=mission")],
    ["platform, next page", "page", get(next.replaceAll("&amp;", "&"))],
    ["platform, SIRET", "page", get("/plateforme?siret=73282932000074")],
    ["platform, a structure", "page", get(structure)],
    ["platform, requests", "page", get("/plateforme/demandes")],
    ["platform, frozen accounts", "page", get("/plateforme/suspensions")],
    ["platform, doubles", "page", get("/plateforme/doublons")],
    ["platform, to choose a double", "page", get(`${structure}/reunir?nom=mission`)],
    ["platform, a preview", "merge", get(merge)],
    ["platform, to keep apart", "page", get(apart)],
    ["platform, to ask for a merge", "act", post(merge, why)],
    ["platform, a merge asked", "merge", asked],
    ["platform, to confirm a merge", "act", confirming],
    ["platform, to create", "page", get("/plateforme/nouvelle-structure")],
    ["platform, to habilitate", "page", get(`${structure}/habiliter`)],
    ["create a structure", "act", post("/plateforme/nouvelle-structure", sheet)],
    ["correct a structure", "act", post(`${structure}/corriger`, sheet)],
    ["habilitate", "act", post(`${structure}/habiliter`,
      [["fondement", "TEXTE"], ["debut", today()], ...why])],
    ["withdraw a habilitation", "act", post(`${structure}/retirer-habilitation`, why)],
    ["suspend a structure", "act", post(`${structure}/suspendre`, why)],
    ["open a structure again", "act", post(`${structure}/rouvrir`, why)],
    ["close a structure", "act", post(`${structure}/fermer`, why)],
  ];
}

// The pages of who administers a structure: Claire, whose agency has the most members, and from whom
// two thousand people are handed over.
async function walkedByAdministrator(visitor) {
  const get = (path) => async () => () => visitor.send("GET", path);
  const team = await visitor.send("GET", "/equipe");
  const members = [...team.body.matchAll(/href="(\/equipe\/membres\/([0-9a-z]{26}))"/g)];
  const claire = visitor.program.base.query("SELECT public_id FROM professionals WHERE email = " +
    "'claire.lefevre@demonstration.example.org'").trim();
  const choice = `/equipe/membres/${claire}/suivis`;
  const ticked = members.map(([, , id]) => id).filter((id) => id !== claire).slice(0, 20);
  const fields = ticked.map((id) => ["collegue", id]);
  const query = fields.map(([name, id]) => `${name}=${id}`).join("&");
  const undoing = async () => {
    const list = await visitor.send("GET", "/equipe/transmissions");
    const [, path] = /href="(\/equipe\/transmissions\/[0-9a-z]{26})"/.exec(list.body);
    const typed = await visitor.fill(path, `${path}/annuler`, []);
    return () => visitor.send("POST", `${path}/annuler`, { fields: typed });
  };
  return [
    ["team, colleagues who take over", "page", get(choice)],
    ["team, a colleague by name", "page", get(`${choice}?nom=mar`)],
    ["team, who takes whom", "page", get(`${choice}?${query}`)],
    ["team, to hand over", "departure", async () => {
      const typed = await visitor.fill(`${choice}?${query}`, choice, []);
      return () => visitor.send("POST", choice, { fields: typed });
    }],
    ["team, what each follows", "page", get("/equipe/suivi")],
    ["team, people handed over", "page", get("/equipe/transmissions")],
    ["team, to undo", "act", undoing],
  ];
}

const inShort = (text) => text.replace(/\s+/g, " ").slice(0, 200);

// The pages that run more statements than they may, or statements that read more rows; each text
// that a page ran goes to `texts`.
async function tooMany({ visitor, platform, administrator, base, engine }, file, texts) {
  const wrong = [];
  const pages = [...await walked(visitor), ...await walkedByPlatform(platform),
    ...await walkedByAdministrator(administrator)];
  for (const [name, kind, prepare] of pages) {
    const statements = counted(await statementsOf(file, await prepare()));
    for (const { text } of statements) texts.add(text);
    for (const one of engine === "postgres" ? statements : []) {
      const rows = rowsRead(base, one);
      if (rows > MOST_ROWS)
        wrong.push(`${name} reads ${rows} rows, ${MOST_ROWS} at most:\n    ${inShort(one.text)}`);
    }
    console.log(`  ${name}: ${statements.length}`);
    if (statements.length > MOST[kind])
      wrong.push(`${name} runs ${statements.length} statements, ${MOST[kind]} at most:\n${statements
        .map(({ text }) => `    ${inShort(text)}`).join("\n")}`);
  }
  return wrong;
}

// Of every statement that ran, the pages' and the program's own (jobs, mails).
function wholeReadsOf(engine, base, file, texts) {
  const seen = new Map(statementsSince(file).map((one) => [one.text, one]));
  return [...seen.values()].flatMap((one) =>
    wholeReads(engine, base, one, texts.has(one.text)).map((read) =>
      `${read}:\n    ${inShort(one.text)}`));
}

// A plan that is seen: without it, finding none would say little.
function seesOne(engine, base) {
  const text = "SELECT count(*) FROM persons WHERE commune = $1";
  return wholeReads(engine, base, { text, values: ["tAlès"] }).length > 0;
}

// Everybody was told of somebody who joined, on each of the people they follow.
function tellEverybody(base) {
  base.change("INSERT INTO notices_events (public_id, event, person_id, actor_id, " +
    "actor_structure_id, at) SELECT p.public_id, 'contributor_joined', p.id, c.professional_id, " +
    `c.structure_id, ${Date.now()}000 FROM persons AS p JOIN followup_groups AS g ON g.person_id ` +
    "= p.id JOIN followup_contributions AS c ON c.id = (SELECT max(o.id) FROM " +
    "followup_contributions AS o WHERE o.person_id = p.id)");
  base.change("INSERT INTO notices_inbox (event_id, professional_id, structure_id, digest_at) " +
    `SELECT e.id, c.professional_id, c.structure_id, ${Date.now() + 86_400_000}000 FROM ` +
    "notices_events AS e JOIN followup_contributions AS c " +
    "ON c.person_id = e.person_id WHERE e.event = 'contributor_joined' ON CONFLICT DO NOTHING");
  base.change("INSERT INTO notices_digests (professional_id, due_at) SELECT DISTINCT " +
    `professional_id, ${Date.now() + 86_400_000}000 FROM notices_inbox WHERE read_at IS NULL ` +
    "ON CONFLICT DO NOTHING");
}

// One in thirty is left for the job, which looks at them before we ask: what it tells does not come in
// the middle of ours.
async function watchedOnce(program) {
  const { base } = program;
  await program.halt();
  base.change("UPDATE followup_groups SET look_on = '2999-01-01' WHERE look_on IS NULL AND " +
    "person_id % 30 <> 0");
  await program.serve();
  const left = "SELECT count(*) FROM followup_groups WHERE look_on IS NULL";
  while (base.query(left).trim() !== "0") await new Promise((over) => { setTimeout(over, 500); });
}

// Every tenth person is in the list of those who follow them.
function alertEverybody(base) {
  base.change("INSERT INTO alerts (public_id, person_id, kind, raised_on) SELECT public_id, id, " +
    "'no_contact', '2026-01-01' FROM persons WHERE id % 10 = 0 ON CONFLICT DO NOTHING");
  base.change("INSERT INTO alerts_told (professional_id, structure_id, alert_id) SELECT " +
    "c.professional_id, c.structure_id, a.id FROM alerts AS a JOIN followup_contributions AS c ON " +
    "c.person_id = a.person_id WHERE c.is_past = FALSE AND a.closed_on IS NULL ON CONFLICT DO NOTHING");
}

async function checked(build, engine) {
  const library = join(build, "libbench_statements.so");
  const program = await startProgram(join(build, "gps"), engine, { people: PEOPLE });
  try {
    await watchedOnce(program);
    tellEverybody(program.base);
    alertEverybody(program.base);
    if (engine === "postgres") program.base.change("ANALYZE");
    const file = join(program.folder, "statements");
    await program.serveAgain(noting(library, file));
    const visitor = new Visitor(program);
    await visitor.enterAs("Claire");
    const platform = new Visitor(program);
    await platform.enterAs("Nadia");
    program.base.change("UPDATE memberships SET role = 'administrator' WHERE professional_id = " +
      "(SELECT id FROM professionals WHERE email = 'claire.lefevre@demonstration.example.org')");
    const administrator = new Visitor(program);
    await administrator.enterAs("Claire");
    const texts = new Set();
    const who = { visitor, platform, administrator };
    const wrong = await tooMany({ ...who, base: program.base, engine }, file, texts);
    if (!seesOne(engine, program.base)) wrong.push("a table read whole is not seen");
    return [...wrong, ...wholeReadsOf(engine, program.base, file, texts)];
  } finally {
    await program.stop();
  }
}

const [build, ...engines] = process.argv.slice(2);
for (const engine of engines.length ? engines : ["sqlite", "postgres"]) {
  console.log(`${engine}, statements of each page:`);
  const wrong = await checked(build, engine);
  for (const one of wrong) console.log(`${engine}: ${one}`);
  if (wrong.length) process.exitCode = 1;
}
