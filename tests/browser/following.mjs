// Beginning to follow a person by each door, ending, resuming, asking and answering.
import assert from "node:assert/strict";

import {
  entersAs, EVERY_WAY, fullName, hiredBesideClaire, newPerson, recordedBy, requestedBy,
  signsInByCode, typesIdentity, typesPart, WITH_A_MOUSE,
} from "./cast.mjs";

async function recordSomeone(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  const person = newPerson();
  await entersAs(actor, "Claire Lefèvre");
  await hand.press(hand.link("Suivre une personne"));
  await actor.isAt("Suivre une personne");
  await hand.press(hand.link("Saisir son identité"));

  await actor.isAt("Qui est la personne ?");
  await actor.look("identite");
  await hand.type("Prénom", person.firstName);
  await hand.press(hand.button("Continuer"));
  await actor.sees("Des réponses sont à corriger");
  await actor.look("identite-erreurs");
  assert.equal(await hand.field("Prénom").inputValue(), person.firstName);
  await typesIdentity(actor, person);
  await hand.press(hand.button("Continuer"));

  await actor.isAt("Informer la personne");
  await actor.look("information");
  await hand.press(hand.button("Continuer"));
  await actor.sees("Une réponse est à corriger");
  await actor.look("information-erreur");
  await hand.tick("Note remise en main propre");
  await hand.press(hand.button("Continuer"));

  await actor.isAt("Vérifier et enregistrer");
  await actor.sees(person.birthName);
  await actor.look("enregistrer");
  await hand.press(hand.button("Enregistrer et suivre"));
  await actor.sees("Choisissez votre rôle auprès de la personne.");
  await actor.look("enregistrer-erreur");
  await typesPart(actor);
  await hand.press(hand.button("Enregistrer et suivre"));

  await actor.isAt(fullName(person));
  await actor.sees("La personne est enregistrée, et vous la suivez.");
  await actor.look("personne-enregistree");
  await page.reload();
  await actor.neverSees("La personne est enregistrée");
}

async function followByExactIdentity(stage, way) {
  const person = newPerson();
  await recordedBy("Claire", person, stage.program);
  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersAs(actor, "Karim Benali");
  await actor.open("/personnes/identite");
  await typesIdentity(actor, { ...person, birthName: person.birthName.toLowerCase() });
  await hand.press(hand.button("Continuer"));
  await actor.isAt("Vérifier et suivre");
  await actor.look("verifier");
  await actor.neverSees("Lefèvre");
  await typesPart(actor);
  await hand.press(hand.button("Suivre cette personne"));
  await actor.isAt(fullName(person));
  await actor.sees("Vous suivez maintenant cette personne.");
  await actor.sees("Claire Lefèvre");

  await actor.neverSees("claire.lefevre@");
  await actor.look("intervenants-coordonnees");
  await hand.press(hand.button(/Voir l’adresse électronique.* de Claire Lefèvre/));
  await actor.isAt("Joindre Claire Lefèvre");
  await actor.sees("claire.lefevre@");
  await actor.look("coordonnees");
  await hand.press(hand.link("Revenir au dossier"));
  await actor.isAt(fullName(person));

  await hand.press(hand.link("Informations"));
  await hand.press(hand.link("Voir qui a consulté ce dossier"));
  await actor.isAt(`Qui a consulté le dossier de ${fullName(person)}`);
  await actor.sees("Karim Benali (vous)");
  await actor.look("consultations");
}

async function followByAColleague(stage, way) {
  const person = newPerson();
  await recordedBy("Claire", person, stage.program);
  const email = `elise.${way.replace(" ", "")}@demonstration.example.org`;
  const actor = await stage.actor(way);
  const { hand } = actor;
  await signsInByCode(actor, hiredBesideClaire(email, stage.program));
  await actor.sees("Vous ne suivez encore personne");
  await actor.look("suivis-vide");
  await hand.press(hand.link("Suivre une personne"));
  await actor.isAt("Suivre une personne");
  await actor.look("suivre");

  await hand.press(hand.button("Chercher"));
  await actor.sees("Une réponse est à corriger");
  await actor.look("suivre-erreur");
  await hand.type("Nom de naissance complet", "Introuvable");
  await hand.press(hand.button("Chercher"));
  await actor.sees("Aucun de vos collègues");
  await actor.look("suivre-personne-trouvee");

  await hand.type("Nom de naissance complet", person.birthName);
  await hand.press(hand.button("Chercher"));
  await actor.sees("Suivie par Claire Lefèvre");
  await actor.look("suivre-resultats");
  await hand.press(hand.link(`Suivre ${fullName(person)}`));
  await actor.isAt(`Suivre ${fullName(person)}`);
  await actor.look("suivre-collegue");
  await typesPart(actor);
  await hand.press(hand.button("Suivre cette personne"));
  await actor.isAt(fullName(person));
  await actor.sees("Vous suivez maintenant cette personne.");
}

async function endAndResume(stage, way) {
  const file = await recordedBy("Claire", newPerson(), stage.program);
  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await actor.open(file);
  await hand.press(hand.link("Mon intervention"));
  await actor.sees("Mes périodes");
  await actor.look("mon-intervention");

  await hand.typeDate("Fin de l’intervention", "2001-01-01");
  await hand.press(hand.button("Terminer mon intervention"));
  await actor.sees("La fin est antérieure au début");
  await actor.look("mon-intervention-erreur");
  await hand.typeDate("Fin de l’intervention", "");
  await hand.press(hand.button("Terminer mon intervention"));
  await actor.sees("Votre suivi est terminé.");
  await actor.sees("Interventions terminées");
  await actor.look("personne-terminee");

  await hand.press(hand.link("Mon intervention"));
  await actor.sees("Une nouvelle période s’ajoute");
  await actor.look("mon-intervention-terminee");
  await hand.press(hand.button("Reprendre mon intervention"));
  await actor.sees("Vous suivez de nouveau cette personne.");
}

async function changeMyPart(stage, way) {
  const file = await recordedBy("Claire", newPerson(), stage.program);
  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await actor.open(`${file}/mon-intervention`);
  await hand.choose("Votre rôle auprès de la personne", "Travail social");
  await hand.tick("Logement");
  await hand.press(hand.button("Enregistrer les changements"));
  await actor.sees("Vos informations de suivi sont enregistrées.");
  await actor.sees("Travail social");
  await actor.sees("Logement");
}

async function askAndBeAccepted(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  const asking = await stage.actor(way);
  await entersAs(asking, "Inès Da Silva");
  await asking.open("/personnes/identite");
  await typesIdentity(asking, person);
  await asking.hand.press(asking.hand.button("Continuer"));
  await asking.isAt("Vérifier et demander à suivre");
  await asking.look("demander");
  await typesPart(asking);
  await asking.hand.press(asking.hand.button("Envoyer la demande"));
  await asking.isAt("Demandes");
  await asking.sees("En attente de réponse");
  await asking.look("demandes-envoyees");
  await asking.open(file);
  await asking.isAt("Page introuvable");

  const answering = await stage.actor(way);
  await entersAs(answering, "Claire Lefèvre");
  await answering.hand.press(answering.hand.link("Demandes"));
  await answering.isAt("Demandes");
  await answering.look("demandes-recues");
  const accept = answering.hand.button(new RegExp(`Accepter.*${fullName(person)}`));
  await answering.hand.press(accept);
  await answering.sees("La demande est acceptée.");

  await asking.open(file);
  await asking.isAt("M… O…");
  await asking.sees("vous voyez les initiales");
  await asking.neverSees(person.firstName);
  await asking.look("personne-initiales");
  await asking.hand.press(asking.hand.link("Informations"));
  await asking.sees("Vous voyez seulement les initiales de cette personne.");
  await asking.look("informations-initiales");
}

async function askAndBeRefused(stage, way) {
  const person = newPerson();
  await recordedBy("Claire", person, stage.program);
  await requestedBy("Inès", person, stage.program);
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await actor.open("/demandes");
  const card = page.getByRole("listitem").filter({ hasText: fullName(person) }).first();
  await hand.press(card.getByText("Refuser", { exact: true }));
  await actor.look("demandes-refuser");
  await hand.press(card.getByRole("button", { name: "Refuser" }));
  await actor.sees("Choisissez le motif de votre refus.");
  await actor.look("demandes-erreur");
  await card.getByLabel("Motif du refus").selectOption({ label: "Autre motif" });
  await hand.press(card.getByRole("button", { name: "Refuser" }));
  await actor.sees("La demande est refusée.");

  const asking = await stage.actor(way);
  await entersAs(asking, "Inès Da Silva");
  await asking.open("/demandes");
  const answer = asking.page.getByRole("listitem").filter({ hasText: fullName(person) });
  assert.match(await answer.first().innerText(), /Refusée[\s\S]*Motif : Autre motif/i);
  await asking.look("demandes-refusee");
}

export const journeys = [
  { title: "record someone", ways: EVERY_WAY, play: recordSomeone },
  { title: "follow by the exact identity", ways: EVERY_WAY, play: followByExactIdentity },
  { title: "follow by a colleague", ways: EVERY_WAY, play: followByAColleague },
  { title: "end and resume", ways: WITH_A_MOUSE, play: endAndResume },
  { title: "change my part", ways: WITH_A_MOUSE, play: changeMyPart },
  { title: "ask and be accepted", ways: WITH_A_MOUSE, play: askAndBeAccepted },
  { title: "ask and be refused", ways: WITH_A_MOUSE, play: askAndBeRefused },
];
