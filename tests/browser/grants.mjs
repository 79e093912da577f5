// Seeing more than initials: asked for and granted until a day, taken back; opened in an emergency
// and reviewed; answered by the administrators and the platform when nobody else may.
import { PERSONAS } from "../support/visitor.mjs";
import { acceptedBy, entersAs, EVERY_WAY, fullName, idOf, newPerson, recordedBy, requestedBy }
  from "./cast.mjs";

const SENTENCE = "Fixer avec elle un rendez-vous en mars.";

// Someone whom Claire recorded and whom Inès follows, seeing initials; the address of the file.
async function followedWithInitials(person, program) {
  const file = await recordedBy("Claire", person, program);
  await requestedBy("Inès", person, program);
  await acceptedBy("Claire", person, program);
  return file;
}

async function asksForDetails(actor, file, { looks = false } = {}) {
  const { hand } = actor;
  await actor.open(`${file}/informations`);
  await hand.press(hand.link("Demander à voir l’identité complète"));
  await actor.isAt(/^Voir l’identité complète/);
  if (looks) {
    await actor.look("details-demander");
    await hand.press(hand.button("Envoyer la demande"));
    await actor.sees("Choisissez le motif de votre demande.");
    await actor.look("details-demander-erreur");
  }
  await hand.choose("Motif de la demande", "Autre motif");
  await hand.type("Pourquoi les initiales ne suffisent pas", SENTENCE);
  await hand.press(hand.button("Envoyer la demande"));
  await actor.isAt("Demandes");
  await actor.sees("Votre demande est envoyée");
}

const card = (actor, text) =>
  actor.page.locator("main").getByRole("listitem").filter({ hasText: text }).first();

async function grants(actor, text, look) {
  const { hand } = actor;
  const asked = card(actor, text);
  await hand.press(asked.getByText("Accepter", { exact: true }));
  await actor.look(`${look}-accepter`);
  await hand.press(asked.getByRole("button", { name: /^Accepter/ }));
  await actor.sees("Choisissez la durée de l’accès.");
  await actor.look(`${look}-erreur`);
  await hand.choose("Durée de l’accès", "Trois mois");
  await hand.press(card(actor, text).getByRole("button", { name: /^Accepter/ }));
  await actor.sees("La demande est acceptée.");
}

async function detailsAreGrantedAndTakenBack(stage, way) {
  const person = newPerson();
  const file = await followedWithInitials(person, stage.program);
  const asking = await stage.actor(way);
  await entersAs(asking, "Inès Da Silva");
  await asksForDetails(asking, file, { looks: true });
  await asking.neverSees(SENTENCE);
  await asking.look("details-demandes-envoyees");
  await asking.open(`${file}/details`);
  await asking.sees("attend une réponse");
  await asking.look("details-en-attente");

  const answering = await stage.actor(way);
  await entersAs(answering, "Claire Lefèvre");
  await answering.open("/demandes");
  await answering.sees(SENTENCE);
  await grants(answering, fullName(person), "details-demandes");
  await asking.open(`${file}/informations`);
  await asking.isAt(fullName(person));
  await asking.sees("Vous voyez l’identité complète jusqu’au");
  await asking.look("details-accordes");

  await answering.open(`${file}/informations`);
  await answering.hand.press(answering.hand.link("Accès accordés jusqu’à une date"));
  await answering.isAt("Accès à l’identité complète");
  await answering.hand.press(answering.page.getByText("Retirer l’accès", { exact: true }).first());
  await answering.look("acces");
  await answering.hand.press(answering.hand.button(/^Retirer l’accès/));
  await answering.sees("Choisissez le motif du retrait.");
  await answering.look("acces-erreur");
  await answering.hand.choose("Motif du retrait", "Autre motif");
  await answering.hand.press(answering.hand.button(/^Retirer l’accès/));
  await answering.sees("L’accès est retiré.");
  await answering.look("acces-aucun");
  await asking.open(file);
  await asking.isAt("M… O…");
  await asking.open("/demandes");
  await asking.sees("Accès retiré");
  await asking.look("details-retires");
}

async function anEmergencyIsOpenedAndReviewed(stage, way) {
  const person = newPerson();
  const file = await followedWithInitials(person, stage.program);
  stage.program.base.change("UPDATE emergency_accesses SET opened_at = 0, until_at = 0");
  const opening = await stage.actor(way);
  const { hand } = opening;
  await entersAs(opening, "Inès Da Silva");
  await opening.open(`${file}/informations`);
  await hand.press(hand.link("Ouvrir en urgence"));
  await opening.isAt(/^Accès d’urgence/);
  await opening.look("urgence");
  await hand.type("Ce qui presse", "vite");
  await hand.press(hand.button("Ouvrir en urgence"));
  await opening.sees("Choisissez le motif de l’urgence.");
  await opening.look("urgence-erreur");
  await hand.choose("Motif de l’urgence", "Autre urgence");
  await hand.type("Ce qui presse", "Elle ne répond plus depuis deux jours.");
  await hand.press(hand.button("Ouvrir en urgence"));
  await opening.isAt(fullName(person));
  await opening.sees("Accès d’urgence");
  await opening.look("urgence-ouverte");

  const reviewing = await stage.actor(way);
  await entersAs(reviewing, "Claire Lefèvre");
  await reviewing.open(`${file}/informations`);
  await reviewing.look("informations-de-droit");
  await reviewing.hand.press(reviewing.hand.link("Accès ouverts en urgence"));
  await reviewing.isAt("Accès d’urgence");
  await reviewing.hand.press(reviewing.page.getByText("Examiner", { exact: true }).first());
  await reviewing.look("urgences");
  await reviewing.hand.press(reviewing.hand.button(/^Enregistrer l’examen/));
  await reviewing.sees("Dites si cet accès était justifié.");
  await reviewing.look("urgences-erreur");
  await reviewing.hand.tick("Non justifié");
  await reviewing.hand.type("Note", "Elle avait prévenu de son absence.");
  await reviewing.hand.press(reviewing.hand.button(/^Enregistrer l’examen/));
  await reviewing.sees("Votre examen est enregistré.");
  await reviewing.look("urgences-examinees");
  await opening.open(file);
  await opening.isAt("M… O…");
}

// Whom Claire followed has nobody left to answer: what no page can make happen is done in the base.
async function othersAnswerWhenNobodyElseMay(stage, way) {
  const { base } = stage.program;
  const person = newPerson();
  const file = await followedWithInitials(person, stage.program);
  const professional = (who) =>
    `(SELECT id FROM professionals WHERE email = '${PERSONAS[who]}')`;
  const structure = (who) => "(SELECT structure_id FROM memberships WHERE ended_on IS NULL AND " +
    `professional_id = ${professional(who)} ORDER BY id LIMIT 1)`;
  base.change(`UPDATE followup_contributions SET structure_id = ${structure("Soizic")}, ` +
    `is_past = TRUE, ended_on = started_on WHERE person_id = ${idOf(file)} ` +
    `AND professional_id = ${professional("Claire")}`);
  const asking = await stage.actor(way);
  await entersAs(asking, "Inès Da Silva");
  await asksForDetails(asking, file);

  const administrator = await stage.actor(way);
  await entersAs(administrator, "Soizic Le Gall");
  await administrator.open("/demandes");
  await administrator.look("demandes-pour-la-structure");
  await administrator.hand.press(administrator.hand.link("Demandes à traiter pour votre structure"));
  await administrator.isAt("Demandes de suivi");
  await administrator.neverSees(SENTENCE);
  await grants(administrator, "M… O…", "equipe-demandes-de-suivi");
  await asking.open(file);
  await asking.isAt(fullName(person));
  for (const [path, look] of [["/equipe/acces", "equipe-acces"], ["/equipe/urgences", "equipe-urgences"]]) {
    await administrator.open(path);
    await administrator.look(look);
  }

  base.change(`UPDATE requests SET state = 'pending', waits_for = 'platform' ` +
    `WHERE kind = 'details' AND person_id = ${idOf(file)}`);
  const platform = await stage.actor(way);
  await entersAs(platform, "Nadia Roussel");
  await platform.open("/plateforme/demandes-de-suivi");
  await platform.sees("Vous ne voyez rien de la personne");
  await platform.neverSees("M… O…");
  await platform.look("plateforme-demandes-de-suivi");
  await platform.open("/plateforme");
  await platform.hand.press(platform.hand.link("Accès d’urgence à examiner"));
  await platform.isAt("Accès d’urgence");
  await platform.look("plateforme-urgences");
  base.change("INSERT INTO quotas_freezes (public_id, professional_id, purpose, frozen_at) VALUES " +
    `('${"f".repeat(26)}', ${professional("Mathieu")}, 'reach', 0)`);
  await platform.open("/plateforme");
  await platform.hand.press(platform.hand.link("Comptes suspendus"));
  await platform.look("plateforme-suspensions");
  await platform.hand.press(platform.hand.button(/Rétablir l’accès/));
  await platform.sees("Dites ce que vous avez vérifié.");
  await platform.look("plateforme-suspensions-erreur");
  await platform.hand.type("Ce que vous avez vérifié", "Appel à sa structure");
  await platform.hand.press(platform.hand.button(/Rétablir l’accès/));
  await platform.sees("L’accès est rétabli.");
  await platform.sees("Appel à sa structure");
  base.change("UPDATE requests SET state = 'cancelled' WHERE waits_for = 'platform'");
}

export const journeys = [
  { title: "details are granted and taken back", ways: EVERY_WAY, play: detailsAreGrantedAndTakenBack },
  { title: "an emergency is opened and reviewed", ways: EVERY_WAY, play: anEmergencyIsOpenedAndReviewed },
  { title: "others answer when nobody else may", ways: ["script"], play: othersAnswerWhenNobodyElseMay },
];
