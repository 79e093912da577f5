// Coming in, choosing a structure, and keeping an eye on one's sessions.
import assert from "node:assert/strict";

import {
  entersAs, EVERY_WAY, newPerson, signsInByCode, typesIdentity, WITH_A_MOUSE,
} from "./cast.mjs";

const EMAIL = "claire.lefevre@demonstration.example.org";

async function signInByCode(stage, way) {
  const actor = await stage.actor(way);
  const { hand } = actor;
  await actor.open("/suivis");
  await actor.isAt("Se connecter à GPS");
  await actor.look("connexion");

  await hand.type("Adresse électronique professionnelle", "pas une adresse");
  await hand.press(hand.button("Recevoir un code"));
  await actor.sees("Une réponse est à corriger");
  assert.equal(await hand.field("Adresse électronique professionnelle").inputValue(),
    "pas une adresse");
  await actor.look("connexion-erreur");

  await signsInByCode(actor, EMAIL);
  await actor.isAt("Mes suivis");
  await actor.sees("Claire Lefèvre");
}

async function aWrongCode(stage, way) {
  const actor = await stage.actor(way);
  const { hand } = actor;
  await actor.open("/connexion");
  await hand.type("Adresse électronique professionnelle", "nul.part@demonstration.example.org");
  await hand.press(hand.button("Recevoir un code"));
  await actor.isAt("Saisir le code reçu");
  await actor.look("code");
  await hand.type("Code reçu par courriel", "AAAAA-AAAAA");
  await hand.press(hand.button("Se connecter"));
  await actor.sees("Ce code n’est pas valable");
  await actor.look("code-erreur");
}

async function chooseAStructure(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Mathieu Hoarau");
  await actor.isAt("Pour quelle structure agissez-vous ?");
  await actor.look("structure");
  const choices = hand.button("Agir pour cette structure");
  assert.equal(await choices.count(), 2);
  await hand.press(choices);
  await actor.isAt("Mes suivis");
  await actor.sees("Votre choix de structure est enregistré.");
  const first = await page.locator(".gps-account__structure").innerText();

  await hand.press(hand.link("Changer de structure"));
  await actor.sees("Structure actuelle");
  await actor.look("structure-actuelle");
  assert.equal(await choices.count(), 1);
  await hand.press(choices);
  await actor.isAt("Mes suivis");
  assert.notEqual(await page.locator(".gps-account__structure").innerText(), first);
}

async function closeASession(stage, way) {
  const elsewhere = await stage.actor(way, { userAgent: "Mozilla/5.0 (iPhone) Safari/605" });
  await entersAs(elsewhere, "Soizic Le Gall");
  await elsewhere.isAt("Mes suivis");

  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersAs(actor, "Soizic Le Gall");
  await actor.open("/mon-compte/connexions");
  await actor.isAt("Mes connexions");
  await actor.look("connexions");
  await hand.press(hand.button("Fermer la connexion de Safari sur iPhone"));
  await actor.sees("La connexion a été fermée.");

  await elsewhere.open("/suivis");
  await elsewhere.isAt("Se connecter à GPS");
  await hand.press(hand.button("Se déconnecter"));
  await actor.sees("Vous êtes déconnecté.");
  await actor.look("deconnexion");
  await actor.open("/suivis");
  await actor.isAt("Se connecter à GPS");
}

async function givesANumber(stage, way) {
  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersAs(actor, "Karim Benali");
  await actor.open("/mon-compte/connexions");
  await hand.press(hand.link("Mes coordonnées"));
  await hand.type("Votre numéro professionnel", "01 99 00");
  await hand.press(hand.button("Enregistrer"));
  await actor.sees("Le numéro de téléphone n’est pas valable");
  await actor.look("coordonnees-a-corriger");
  await hand.type("Votre numéro professionnel", "01 99 00 98 76");
  await hand.press(hand.button("Enregistrer"));
  await actor.sees("Vos coordonnées sont enregistrées.");
}

async function aSessionEndsWhileTyping(stage, way) {
  const actor = await stage.actor(way);
  const { hand } = actor;
  const person = newPerson();
  await entersAs(actor, "Claire Lefèvre");
  await actor.open("/personnes/identite");
  await typesIdentity(actor, person);
  stage.program.base.change("UPDATE access_sessions SET last_seen_at = 1");
  await hand.press(hand.button("Continuer"));
  await actor.isAt("Se connecter à GPS");
  await actor.sees("ce que vous avez saisi est gardé");
  await actor.look("connexion-saisie-gardee");
  await hand.press(hand.button("Entrer comme Claire Lefèvre"));
  await actor.isAt("Reprendre votre envoi");
  await actor.look("reprendre");
  await hand.press(hand.button("Envoyer de nouveau"));
  await actor.isAt("Informer la personne");
  await hand.tick("Note remise en main propre");
  await hand.press(hand.button("Continuer"));
  await actor.sees(person.birthName);
  return actor;
}

export const journeys = [
  { title: "sign in by a mailed code", ways: EVERY_WAY, play: signInByCode },
  { title: "a wrong code", ways: WITH_A_MOUSE, play: aWrongCode },
  { title: "choose a structure", ways: EVERY_WAY, play: chooseAStructure },
  { title: "a session ends while typing", ways: EVERY_WAY, play: aSessionEndsWhileTyping },
  { title: "give one's own number", ways: WITH_A_MOUSE, play: givesANumber },
  { title: "close a session", ways: WITH_A_MOUSE, play: closeASession },
];
