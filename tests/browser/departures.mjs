// A member leaves: the administrator hands over whom they follow to colleagues, and takes it back.
import { execFileSync } from "node:child_process";

import { PERSONAS, Visitor } from "../support/visitor.mjs";
import { entersAs, newPerson, today, WITH_A_MOUSE } from "./cast.mjs";

const WHO = "Soizic Le Gall";
const MOST_RELOADS = 40;

// A new member of the structure of Soizic.
function hired(firstName, lastName, way, program) {
  const structure = program.base.query(
    "SELECT s.source || ':' || s.source_id FROM structures AS s " +
    "JOIN memberships AS m ON m.structure_id = s.id " +
    `JOIN professionals AS p ON p.id = m.professional_id WHERE p.email = '${PERSONAS.Soizic}'`);
  const email = `${firstName}.${lastName}.${way.replace(" ", "")}@demonstration.example.org`
    .toLowerCase();
  execFileSync(program.path, ["user", "add", email, "--last-name", lastName, "--first-name",
    firstName, "--structure", structure.trim()], { env: program.settings, stdio: "pipe" });
  return email;
}

async function records(email, people, program) {
  const visitor = new Visitor(program, "203.0.113.1");
  await visitor.enterByCode(email);
  for (const person of people) {
    const answer = await visitor.submit("/personnes/identite", "/personnes/enregistrer", [
      ["nom_naissance", person.birthName], ["prenom", person.firstName],
      ["date_naissance", person.born], ["commune", person.commune],
      ["information", "remise"], ["information_le", today()],
      ["debut", today()], ["role", "CIP"], ["motifs", "EMPLOI"],
    ]);
    if (answer.status !== 303) throw new Error(`recording a person got ${answer.status}`);
  }
}

async function opensTheMember(actor, name) {
  await actor.hand.press(actor.hand.link("Mon équipe"));
  await actor.isAt("Mon équipe");
  await actor.hand.press(actor.hand.link(name));
  await actor.isAt(name);
}

// A job does it, each second.
async function waitsFor(actor, state) {
  for (let reloads = 0; reloads < MOST_RELOADS; ++reloads) {
    if (await actor.page.getByText(state, { exact: true }).count()) return;
    await actor.page.waitForTimeout(500);
    await actor.page.reload();
  }
  throw new Error(`it is never ${state}`);
}

async function chooses(actor, leaver, [first, second]) {
  const { hand } = actor;
  await hand.press(hand.link("Transmettre ses suivis"));
  await actor.isAt(`Transmettre les suivis de ${leaver}`);
  await actor.sees("3 personnes");
  await actor.look("transmission-choisir");
  await hand.press(hand.button("Voir la répartition"));
  await actor.sees("Cochez au moins un collègue.");
  await actor.look("transmission-erreur");
  await hand.tick(first);
  await hand.type("Nom du collègue cherché", second.split(" ")[0]);
  await hand.press(hand.button("Chercher"));
  await hand.tick(second);
  await hand.press(hand.button("Voir la répartition"));
  await actor.page.getByRole("heading", { name: "Répartition" }).waitFor();
  await actor.page.getByRole("row").filter({ hasText: first }).waitFor();
  await actor.look("transmission-repartition");
}

async function aMemberHandsOver(stage, way) {
  const actor = await stage.actor(way);
  const { hand, program } = actor;
  const suffix = { script: "Un", "no script": "Deux" }[way];
  const leaver = hired("Armelle", `Quere${suffix}`, way, program);
  hired("Brieuc", `Morvan${suffix}`, way, program);
  hired("Nolwenn", `Tanguy${suffix}`, way, program);
  const people = [newPerson(), newPerson(), newPerson()];
  await records(leaver, people, program);
  const name = `Quere${suffix} Armelle`;
  await entersAs(actor, WHO);
  await opensTheMember(actor, name);
  await actor.look("equipe-membre-suivis");
  await chooses(actor, name, [`Morvan${suffix} Brieuc`, `Tanguy${suffix} Nolwenn`]);
  for (const person of people) await actor.neverSees(person.birthName.toUpperCase());

  await hand.press(hand.button("Transmettre les suivis"));
  await actor.isAt(`Suivis de ${name}`);
  await actor.sees("La transmission commence.");
  await waitsFor(actor, "Terminée");
  await actor.sees("2 personnes");
  await actor.look("transmission-terminee");
  await hand.press(actor.page.getByText("Annuler la transmission", { exact: true }));
  await hand.press(hand.button("Confirmer l’annulation"));
  await actor.sees("L’annulation commence.");
  await waitsFor(actor, "Annulée");
  await actor.sees("Tous les suivis sont revenus.");
  await actor.look("transmission-annulee");
  await hand.press(hand.link("Transmissions"));
  await actor.isAt("Transmissions de suivis");
  await actor.look("transmissions");

  await hand.press(hand.link("Mon équipe"));
  await hand.press(actor.page.getByRole("navigation", { name: "Mon équipe" })
    .getByRole("link", { name: "Suivi" }));
  await actor.isAt("Suivi de l’équipe");
  await actor.page.getByRole("row").filter({ hasText: name }).waitFor();
  await actor.look("equipe-suivi");
  await opensTheMember(actor, `Morvan${suffix} Brieuc`);
  await hand.press(hand.link("Transmettre ses suivis"));
  await actor.sees("Ce membre ne suit personne");
  await actor.look("transmission-rien");
}

export const journeys = [
  { title: "a member who leaves is taken over from", ways: WITH_A_MOUSE, play: aMemberHandsOver },
];
