// The people that journeys need: members of the demonstration, and persons recorded by them. What
// is no part of a journey is done over HTTP, by the same forms.
import { execFileSync } from "node:child_process";

import { mailedCode } from "../support/program.mjs";
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

async function enteredAs(persona, program) {
  const visitor = new Visitor(program, "203.0.113.1");
  await visitor.enterAs(persona);
  return visitor;
}

// Recorded by a persona, who follows them since `start`; returns the address of the file.
export async function recordedBy(persona, person, program, start = today()) {
  const visitor = await enteredAs(persona, program);
  const answer = await visitor.submit("/personnes/identite", "/personnes/enregistrer", [
    ["nom_naissance", person.birthName], ["prenom", person.firstName],
    ["date_naissance", person.born], ["commune", person.commune],
    ["information", "remise"], ["information_le", today()],
    ["debut", start], ["role", "CIP"], ["motifs", "EMPLOI"],
  ]);
  if (answer.status !== 303) throw new Error(`recording a person got ${answer.status}`);
  return answer.headers.location;
}

export async function endedBy(persona, file, day, program) {
  const visitor = await enteredAs(persona, program);
  const mine = `${file}/mon-intervention`;
  const answer = await visitor.submit(mine, `${mine}/terminer`, [["fin", day]]);
  if (answer.status !== 303) throw new Error(`ending a part got ${answer.status}`);
}

// By their exact identity: a structure that is habilitated follows at once, another asks.
async function identifiedBy(persona, person, program) {
  const visitor = await enteredAs(persona, program);
  const answer = await visitor.submit("/personnes/identite", "/personnes/identite/confirmer", [
    ["nom_naissance", person.birthName], ["prenom", person.firstName],
    ["date_naissance", person.born], ["commune", person.commune],
    ["debut", today()], ["role", "CIP"], ["motifs", "EMPLOI"],
  ]);
  return answer.headers.location;
}

export async function followedBy(persona, person, program) {
  const location = await identifiedBy(persona, person, program);
  if (!/^.personnes/.test(location)) throw new Error(`following led to ${location}`);
}

export async function requestedBy(persona, person, program) {
  const location = await identifiedBy(persona, person, program);
  if (location !== "/demandes") throw new Error(`asking led to ${location}`);
}

// A persona accepts the request to follow `person` that waits for them.
export async function acceptedBy(persona, person, program) {
  const visitor = await enteredAs(persona, program);
  const { body } = await visitor.send("GET", "/demandes");
  const card = body.split("<li").find((text) => text.includes(fullName(person)));
  const [action] = /\/demandes\/\w+\/accepter/.exec(card);
  const { status } = await visitor.submit("/demandes", action);
  if (status !== 303) throw new Error(`accepting got ${status}`);
}

// The number of a person in the base, for what no page can make happen.
export const idOf = (file) => `(SELECT id FROM persons WHERE public_id = '${file.split("/")[2]}')`;

// The day that was `days` ago.
export const daysAgo = (days) =>
  new Date(Date.parse(today()) - days * 86_400_000).toISOString().slice(0, 10);

// A new member of the structure of Claire, who signs in by code.
export const hiredBesideClaire = (email, program) => hiredBeside("Claire", email, program);

// The same, of the structure of a persona.
export function hiredBeside(persona, email, program) {
  const structure = program.base.query(
    "SELECT s.source || ':' || s.source_id FROM structures AS s " +
    "JOIN memberships AS m ON m.structure_id = s.id " +
    `JOIN professionals AS p ON p.id = m.professional_id WHERE p.email = '${PERSONAS[persona]}'`);
  execFileSync(program.path, ["user", "add", email, "--last-name", "Ferrand", "--first-name",
    "Élise", "--structure", structure.trim()], { env: program.settings, stdio: "pipe" });
  return email;
}

// ---- At the screen ----------------------------------------------------------------------------

export async function signsInByCode(actor, email) {
  const { hand, program } = actor;
  const known = (await program.mails(email)).length;
  await actor.open("/connexion");
  await hand.type("Adresse électronique professionnelle", email);
  await hand.press(hand.button("Recevoir un code"));
  await actor.isAt("Saisir le code reçu");
  await hand.type("Code reçu par courriel", await mailedCode(program, email, known));
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
