// Relays: proposed to a structure, taken, accepted, concluded; sent outside by a link.
import { PERSONAS } from "../support/visitor.mjs";
import {
  entersAs, EVERY_WAY, newPerson, recordedBy, today, typesPart, WITH_A_MOUSE,
} from "./cast.mjs";

export const structureOf = (persona, program) => program.base.query(
  "SELECT s.name FROM structures AS s JOIN memberships AS m ON m.structure_id = s.id " +
  `JOIN professionals AS p ON p.id = m.professional_id WHERE p.email = '${PERSONAS[persona]}'`).trim();

// The next day whose number is that of its month, as a keyboard types it in any browser.
function nextDayLikeItsMonth() {
  const [year, month, day] = today().split("-").map(Number);
  const next = day <= month ? month : month % 12 + 1;
  const two = String(next).padStart(2, "0");
  return `${next < month ? year + 1 : year}-${two}-${two}`;
}

export async function tellsWhatIsProposed({ hand }, kind) {
  await hand.tick(kind);
  await hand.choose("Motif", "Je quitte mon poste ou je m’absente");
  await hand.tick("Elle est d’accord");
  await hand.tick("La personne attend un appel");
  await hand.tick("La personne est d’accord pour que je transmette cette demande");
}

async function proposesToAStructure(actor, file, name, day) {
  const { hand } = actor;
  await actor.open(file);
  await hand.press(hand.link("Passer le relais"));
  await actor.isAt(/^Passer le relais pour/);
  await hand.type("Mots du nom de la structure", name);
  await hand.press(hand.button("Rechercher"));
  await actor.look("relais-recherche");
  await hand.press(hand.link(name));
  await actor.isAt(/^Proposer un relais pour/);
  await hand.press(hand.button("Proposer le relais"));
  await actor.sees("Choisissez ce que vous proposez.");
  await actor.look("relais-proposer-erreur");
  await tellsWhatIsProposed(actor, "Prendre ma suite");
  await hand.typeDate("Date du relais", day);
  await hand.press(hand.button("Proposer le relais"));
  await actor.sees("Le relais est proposé.");
  await actor.look("relais-envoye");
}

async function takesAndAccepts(actor) {
  const { hand } = actor;
  await hand.press(hand.link("Relais"));
  await hand.press(hand.link("À prendre"));
  await actor.look("relais-a-prendre");
  await hand.press(hand.link("M… O…"));
  await hand.press(hand.button("Je le prends"));
  await actor.sees("Le relais est à vous.");
  await actor.look("relais-pris");
  await hand.press(hand.button("Refuser le relais"));
  await actor.sees("Choisissez le motif du refus.");
  await typesPart(actor);
  await hand.press(hand.button("Accepter le relais"));
  await actor.sees("Le relais est accepté");
}

async function aRelayIsTaken(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  const name = structureOf("Karim", stage.program);
  const claire = await stage.actor(way);
  await entersAs(claire, "Claire Lefèvre");
  await proposesToAStructure(claire, file, name, nextDayLikeItsMonth());

  const karim = await stage.actor(way);
  await entersAs(karim, "Karim Benali");
  await takesAndAccepts(karim);
  await karim.open("/relais");
  await karim.hand.press(karim.hand.link("M… O…"));
  await karim.hand.choose("Issue", "Le suivi a commencé");
  await karim.hand.press(karim.hand.button("Conclure le relais"));
  await karim.sees("L’issue du relais est enregistrée.");
  await karim.look("relais-conclu");
  await claire.open("/relais?liste=envoyes");
  await claire.sees("Le suivi a commencé");
  await claire.look("relais-envoyes");
  await claire.open(file);
  await claire.sees("Karim Benali");
}

async function someoneOutsideAnswers(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  const claire = await stage.actor(way);
  await entersAs(claire, "Claire Lefèvre");
  await claire.open(`${file}/relais`);
  await claire.hand.press(claire.hand.link("Un professionnel dont j’ai l’adresse électronique"));
  const address = `dehors${Date.now()}@exemple.fr`;
  await claire.hand.type("Adresse électronique professionnelle", address);
  await tellsWhatIsProposed(claire, "Accompagner aussi la personne");
  await claire.look("relais-adresse");
  await claire.hand.press(claire.hand.button("Proposer le relais"));
  await claire.sees("Le relais est proposé.");
  const mail = await stage.program.nextMail(address, 0);
  const [link] = /\/relais-propose\/[\w-]+/.exec(mail.text);
  const outside = await stage.actor(way);
  await outside.open(link);
  await outside.isAt("Une demande d’accompagnement");
  await outside.look("relais-lien");
  await outside.hand.press(outside.hand.button("Non, je ne peux pas"));
  await outside.sees("Choisissez le motif du refus.");
  await outside.hand.press(outside.hand.button("Oui, contactez-moi"));
  await outside.isAt("Merci de votre réponse");
  await outside.look("relais-lien-merci");
  await outside.open(link);
  await outside.sees("Ce lien ne sert plus");
  await claire.open("/relais?liste=envoyes");
  await claire.sees("Accepté");
}

export const journeys = [
  { title: "un relais est pris", ways: EVERY_WAY, play: aRelayIsTaken },
  { title: "un relais est envoyé dehors", ways: WITH_A_MOUSE, play: someoneOutsideAnswers },
];
