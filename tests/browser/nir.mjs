// The door of social security numbers: one gives a person theirs, another follows by it. The number
// is in no page, neither as it was served nor as it is shown.
import assert from "node:assert/strict";

import {
  entersAs, EVERY_WAY, fullName, newPerson, recordedBy, typesPart,
} from "./cast.mjs";

const FIELD = "Numéro de sécurité sociale";

let made = 500;

// Of a woman born like newPerson(), in a commune that does not exist; each call gives another.
function newNumber() {
  made += 1;
  const body = `2840375999${made}`;
  return body + String(97 - Number(BigInt(body) % 97n)).padStart(2, "0");
}

const grouped = (number) =>
  number.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, "$1 $2 $3 $4 $5 $6 $7");

const withAnotherKey = (number) =>
  number.slice(0, 13) + String(Number(number.slice(13)) % 97 + 1).padStart(2, "0");

// Its thirteen first figures, however they may be spaced.
async function neverHolds(actor, number) {
  const spaced = new RegExp([...number.slice(0, 13)].join("[^0-9a-z]{0,8}"), "i");
  assert.doesNotMatch(await actor.served.text(), spaced, actor.page.url());
  assert.doesNotMatch(await actor.page.content(), spaced, actor.page.url());
  const field = actor.hand.field(FIELD);
  if (await field.count()) assert.equal(await field.first().inputValue(), "");
}

async function gives(actor, file, number) {
  const { hand } = actor;
  await actor.open(`${file}/informations`);
  await hand.press(hand.link("Enregistrer le numéro"));
  await actor.isAt("Enregistrer le numéro de sécurité sociale");
  await actor.look("numero-enregistrer");
  await hand.press(hand.button("Enregistrer"));
  await actor.sees("Saisissez le numéro de sécurité sociale.");
  await actor.sees("Choisissez une civilité.");
  await actor.look("numero-enregistrer-vide");

  await hand.type(FIELD, withAnotherKey(number));
  await hand.tick("Madame");
  await hand.press(hand.button("Enregistrer"));
  await actor.sees("Ce numéro n’a pas pu être enregistré.");
  await neverHolds(actor, number);
  await actor.look("numero-enregistrer-erreur");
  // Hers, but of a man.
  await hand.type(FIELD, number);
  await hand.tick("Monsieur");
  await hand.press(hand.button("Enregistrer"));
  await actor.sees("Ce numéro n’a pas pu être enregistré.");
  await neverHolds(actor, number);

  await hand.type(FIELD, grouped(number));
  await hand.tick("Madame");
  await hand.press(hand.button("Enregistrer"));
  await actor.sees("Le numéro de sécurité sociale est enregistré.");
  await neverHolds(actor, number);
  await actor.look("informations-numero");
}

async function findsNobody(actor, number) {
  const { hand } = actor;
  await hand.type(FIELD, withAnotherKey(number));
  await hand.press(hand.button("Continuer"));
  await actor.sees("Ce numéro n’est pas valable.");
  await neverHolds(actor, number);
  await actor.look("numero-erreur");

  // A number of nobody leads to the same page, and tells only once all was said.
  const another = newNumber();
  await hand.type(FIELD, another);
  await hand.press(hand.button("Continuer"));
  await actor.isAt("Vérifier et suivre");
  await typesPart(actor);
  await hand.press(hand.button("Suivre cette personne"));
  await actor.sees("Ce numéro ne permet de suivre personne.");
  await neverHolds(actor, another);
  await actor.look("numero-personne");
}

async function follows(actor, number, person) {
  const { hand } = actor;
  await hand.type(FIELD, number);
  await hand.press(hand.button("Continuer"));
  await actor.isAt("Vérifier et suivre");
  await actor.neverSees(person.birthName);
  await neverHolds(actor, number);
  await actor.look("numero-verifier");
  await hand.press(hand.button("Suivre cette personne"));
  await actor.sees("Choisissez votre rôle auprès de la personne.");
  await neverHolds(actor, number);
  await actor.look("numero-verifier-erreur");
  await typesPart(actor);
  await hand.press(hand.button("Suivre cette personne"));
  await actor.isAt(fullName(person));
  await actor.sees("Vous suivez maintenant cette personne.");
  await actor.sees("Claire Lefèvre");
  await neverHolds(actor, number);
}

async function followByTheNumber(stage, way) {
  const person = newPerson();
  const number = newNumber();
  const file = await recordedBy("Claire", person, stage.program);
  const claire = await stage.actor(way);
  await entersAs(claire, "Claire Lefèvre");
  await gives(claire, file, number);

  const karim = await stage.actor(way);
  await entersAs(karim, "Karim Benali");
  await karim.hand.press(karim.hand.link("Suivre une personne"));
  await karim.look("suivre-numero");
  await karim.hand.press(karim.hand.link("Saisir son numéro"));
  await karim.isAt("Suivre par le numéro de sécurité sociale");
  await karim.look("numero");
  await findsNobody(karim, number);
  await follows(karim, number, person);
}

// One whose structure is not habilitated is not told of the door.
async function notForEveryone(stage, way) {
  const actor = await stage.actor(way);
  await entersAs(actor, "Inès Da Silva");
  await actor.open("/personnes/suivre");
  await actor.isAt("Suivre une personne");
  await actor.neverSees("sécurité sociale");
  await actor.open("/personnes/nir");
  await actor.isAt("Accès refusé");
  await actor.look("numero-non-habilitee");
}

export const journeys = [
  { title: "follow by the social security number", ways: EVERY_WAY, play: followByTheNumber },
  { title: "a number that one may not use", ways: ["script"], play: notForEveryone },
];
