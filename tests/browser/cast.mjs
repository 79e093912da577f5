// The people that journeys need: members of the demonstration, and persons recorded by them. What
// is no part of a journey is done over HTTP, by the same forms.
import { execFileSync } from "node:child_process";

import { codeIn } from "../support/program.mjs";
import { PERSONAS, Visitor } from "../support/visitor.mjs";

export const EVERY_WAY = ["script", "no script", "keyboard"];
export const WITH_A_MOUSE = ["script", "no script"];

export const today = () =>
  new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date());

let made = 0;

// Someone whom nobody has recorded yet.
export function newPerson() {
  const letters = [...String(++made)].map((digit) => "abcdefghij"[digit]).join("");
  return { birthName: `Marchal ${letters}`, firstName: "Ondine", born: "1984-03-03",
    commune: "Alès" };
}

// As pages write them to those who may see the details.
export const fullName = ({ birthName, firstName }) => `${birthName.toUpperCase()} ${firstName}`;

// Recorded by a persona, who follows them; returns the address of the file.
export async function recordedBy(persona, person, program) {
  const visitor = new Visitor(program, "203.0.113.1");
  await visitor.enterAs(persona);
  const answer = await visitor.submit("/personnes/identite", "/personnes/enregistrer", [
    ["nom_naissance", person.birthName], ["prenom", person.firstName],
    ["date_naissance", person.born], ["commune", person.commune],
    ["information", "remise"], ["information_le", today()],
    ["debut", today()], ["role", "CIP"], ["motifs", "EMPLOI"],
  ]);
  if (answer.status !== 303) throw new Error(`recording a person got ${answer.status}`);
  return answer.headers.location;
}

export async function requestedBy(persona, person, program) {
  const visitor = new Visitor(program, "203.0.113.2");
  await visitor.enterAs(persona);
  const answer = await visitor.submit("/personnes/identite", "/personnes/identite/confirmer", [
    ["nom_naissance", person.birthName], ["prenom", person.firstName],
    ["date_naissance", person.born], ["commune", person.commune],
    ["debut", today()], ["role", "CIP"], ["motifs", "EMPLOI"],
  ]);
  if (answer.headers.location !== "/demandes") throw new Error(`asking got ${answer.status}`);
}

// A new member of the structure of Claire, who signs in by code.
export function hiredBesideClaire(email, program) {
  const structure = program.base.query(
    "SELECT s.source || ':' || s.source_id FROM structures AS s " +
    "JOIN memberships AS m ON m.structure_id = s.id " +
    `JOIN professionals AS p ON p.id = m.professional_id WHERE p.email = '${PERSONAS.Claire}'`);
  execFileSync(program.path, ["user", "add", email, "--last-name", "Ferrand", "--first-name",
    "Élise", "--structure", structure.trim()], { env: program.settings, stdio: "pipe" });
  return email;
}

// ---- At the screen ----------------------------------------------------------------------------

export async function signsInByCode(actor, email) {
  const { hand, stage } = actor;
  const known = (await stage.program.mails(email)).length;
  await actor.open("/connexion");
  await hand.type("Adresse électronique professionnelle", email);
  await hand.press(hand.button("Recevoir un code"));
  await actor.isAt("Saisir le code reçu");
  const mail = await stage.program.nextMail(email, known);
  await hand.type("Code reçu par courriel", codeIn(mail));
  await hand.press(hand.button("Se connecter"));
}

export async function entersAs(actor, who) {
  await actor.open("/connexion");
  await actor.hand.press(actor.hand.button(`Entrer comme ${who}`));
  await actor.hand.button("Se déconnecter").waitFor();
}

export async function typesIdentity({ hand }, person) {
  await hand.type("Nom de naissance", person.birthName);
  await hand.type("Prénom", person.firstName);
  await hand.typeDate("Date de naissance", person.born);
  await hand.type("Commune où vit la personne", person.commune);
}

export async function typesPart({ hand }) {
  await hand.choose("Votre rôle auprès de la personne", "Conseil en insertion professionnelle");
  await hand.tick("Accès à l’emploi");
}
