// A service just opened: no demonstration, nobody in it, one structure or none. And a demonstration
// that keeps its own mails.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { startProgram } from "../support/program.mjs";
import { signsInByCode } from "./cast.mjs";

const EMAIL = "claude.martin@organisme.example.org";
const ONE_WAY = ["script"];

// One that says everything of itself, one that says nothing.
const COLUMNS = ["source", "source_id", "kind", "name", "address", "postcode", "city", "phone",
  "email", "website", "latitude", "longitude"];
const COMPLETE = ["essai", "1", "ASSO", "Association Tremplin", "12 rue des Lilas", "30100", "Alès",
  "0466000000", "contact@tremplin.example.org", "https://tremplin.example.org", "44.12", "4.08"];
const BARE = ["essai", "2", "CMP", "Centre médico-psychologique", "", "", "", "", "", "", "", ""];
const STRUCTURES = [COLUMNS, COMPLETE, BARE].map((row) => `${row.join(",")}\n`).join("");

async function aNewService(stage, way) {
  const program = await startProgram(stage.program.path, stage.engine, { people: false });
  try {
    const list = join(program.folder, "structures.csv");
    writeFileSync(list, STRUCTURES);
    program.command("import", "structures", list);
    program.command("user", "add", EMAIL, "--last-name", "Martin", "--first-name", "Claude",
      "--structure", "essai:1");
    const actor = await stage.actor(way, { program });
    await actor.open("/connexion");
    await actor.neverSees("Démonstration");
    await actor.look("connexion-service");
    await signsInByCode(actor, EMAIL);
    await actor.isAt("Mes suivis");
    await actor.look("suivis-service");
    await itsDirectory(actor);
    await withoutStructure(actor);
  } finally {
    await program.stop();
  }
}

async function itsDirectory(actor) {
  const { hand, program } = actor;
  await actor.open("/structures");
  await hand.press(hand.link("Association Tremplin"));
  await actor.sees("Cette structure n’est pas habilitée.");
  await actor.sees("Voir sur une carte");
  await actor.look("annuaire-structure-complete");
  await actor.open("/structures");
  await hand.press(hand.link("Centre médico-psychologique"));
  await actor.sees("Aucune coordonnée n’est connue.");
  await actor.look("annuaire-structure-sans-coordonnees");
  program.base.change("UPDATE structures SET state = 'closed'");
  await actor.page.reload();
  await actor.sees("Cette structure est fermée.");
  await actor.look("annuaire-structure-fermee");
  await actor.open("/structures");
  await actor.sees("L’annuaire est vide");
  await actor.look("annuaire-vide");
}

async function withoutStructure(actor) {
  actor.program.base.change("UPDATE memberships SET ended_on = started_on");
  await actor.open("/suivis");
  await actor.sees("Aucune structure");
  await actor.look("structure-aucune");
  await actor.open("/plan-du-site");
  await actor.look("plan-du-site-sans-structure");
}

async function itsOwnMails(stage, way) {
  const program = await startProgram(stage.program.path, stage.engine, { keepsItsMails: true });
  try {
    const actor = await stage.actor(way, { program });
    const { hand } = actor;
    await actor.open("/connexion");
    await hand.type("Adresse électronique professionnelle",
      "claire.lefevre@demonstration.example.org");
    await hand.press(hand.button("Recevoir un code"));
    await actor.isAt("Saisir le code reçu");
    await hand.press(hand.link("Voir les courriels reçus"));
    await actor.isAt("Courriels de la démonstration");
    const mail = actor.page.getByRole("heading", { level: 2, name: "code" });
    for (let tries = 0; tries < 100 && !(await mail.count()); ++tries) await actor.page.reload();
    await mail.first().waitFor();
    await actor.look("courriels-recus");
  } finally {
    await program.stop();
  }
}

export const journeys = [
  { title: "a service just opened", ways: ONE_WAY, play: aNewService },
  { title: "a demonstration's own mails", ways: ONE_WAY, play: itsOwnMails },
];
