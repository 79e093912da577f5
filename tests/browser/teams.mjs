// Who is of a structure: inviting, accepting, the roles, the second factor, leaving; asking to be of
// it, and what is answered.
import assert from "node:assert/strict";

import { PERSONAS } from "../support/visitor.mjs";
import { entersAs, EVERY_WAY, hiredBesideClaire, signsInByCode } from "./cast.mjs";

const WHO = "Soizic Le Gall";

// An address of the demonstration that this way of the journey has to itself.
const addressOf = (name, way) => `${name}.${way.replace(" ", "")}@demonstration.example.org`;

// Where the link that `mail` holds leads to.
const linkIn = (mail) => new URL(/http\S+/.exec(mail.text)[0]).pathname;

async function opensTheTeam(actor) {
  await actor.hand.press(actor.hand.link("Mon équipe"));
  await actor.isAt("Mon équipe");
}

const tab = (actor, name) =>
  actor.page.getByRole("navigation", { name: "Mon équipe" }).getByRole("link", { name });

const card = (actor, name) => actor.page.getByRole("listitem").filter({ hasText: name }).first();

// ---- Being invited ----------------------------------------------------------------------------

// By the administrator; the address of the link that was mailed.
async function invites(actor, email, lastName) {
  const { hand } = actor;
  await opensTheTeam(actor);
  await actor.look("equipe");
  await hand.press(hand.link("Inviter un membre"));
  await actor.isAt("Inviter un membre");
  await actor.look("equipe-inviter");
  await hand.type("Nom", lastName);
  await hand.type("Adresse électronique professionnelle", "pas une adresse");
  await hand.press(hand.button("Envoyer l’invitation"));
  await actor.sees("à corriger");
  assert.equal(await hand.field("Nom").first().inputValue(), lastName);
  await actor.look("equipe-inviter-erreur");

  await hand.type("Prénom", "Odile");
  await hand.type("Adresse électronique professionnelle", email);
  await hand.press(hand.button("Envoyer l’invitation"));
  await actor.isAt("Invitations");
  await actor.sees("L’invitation est envoyée.");
  await actor.sees(email);
  await actor.look("equipe-invitations");
  return linkIn(await actor.program.nextMail(email));
}

async function accepts(newcomer, link, email) {
  const { hand } = newcomer;
  await newcomer.open(link);
  await newcomer.isAt(/^Rejoindre /);
  await newcomer.look("invitation");
  await hand.press(hand.button("Accepter l’invitation"));
  await newcomer.sees("L’invitation est acceptée.");
  await newcomer.look("connexion-invitation-acceptee");
  await newcomer.open(link);
  await newcomer.sees("Cette invitation ne sert plus"); // it has served
  await signsInByCode(newcomer, email);
  await newcomer.sees("Vous ne suivez encore personne");
  await newcomer.neverSees("Mon équipe");
}

// ---- Being a member ---------------------------------------------------------------------------

async function becomesAdministratorAndBack(actor, newcomer) {
  const { hand } = actor;
  await hand.press(hand.button("Nommer administrateur"));
  await actor.sees("Le rôle est enregistré.");
  await actor.look("equipe-membre-administrateur");
  await newcomer.open("/suivis");
  await newcomer.hand.press(newcomer.hand.link("Mon équipe"));
  // Signed in by a code alone.
  await newcomer.page.waitForURL(/\/connexion\/renforcer$/);

  await hand.press(hand.button("Retirer le rôle d’administrateur"));
  await hand.button("Nommer administrateur").waitFor();
  await newcomer.open("/equipe");
  await newcomer.isAt("Page introuvable");
}

// The link that lets them add a second factor serves them, once.
async function isGivenALink(actor, newcomer) {
  const { hand, page } = actor;
  await hand.press(hand.button("Préparer un lien"));
  await actor.sees("Le lien est prêt");
  await actor.look("equipe-membre-lien");
  await newcomer.open(new URL(await page.locator(".gps-key").innerText()).pathname);
  await newcomer.isAt("Préparer la double authentification");
  await newcomer.hand.press(newcomer.hand.button("Continuer"));
  await newcomer.sees("Vous pouvez maintenant ajouter un second moyen");
  await actor.open(new URL(page.url()).pathname.replace(/\/lien$/, ""));
  await hand.button("Préparer un lien").waitFor();
  await actor.neverSees("Le lien est prêt");
}

async function leaves(actor, newcomer, name) {
  const { hand, page } = actor;
  await hand.press(page.getByText("Noter le départ", { exact: true }));
  await actor.look("equipe-membre-depart");
  await hand.press(hand.button(`Confirmer le départ de ${name}`));
  await actor.isAt("Départs");
  await actor.sees("Le départ est noté.");
  await page.getByRole("row").filter({ hasText: name }).waitFor();
  await actor.look("equipe-departs");
  await opensTheTeam(actor);
  await actor.neverSees(name);

  await newcomer.open("/suivis");
  await newcomer.sees("Aucune structure");
  await newcomer.look("structure-apres-depart");
}

async function aMemberComesAndLeaves(stage, way) {
  const email = addressOf("odile.perrin", way);
  const lastName = { script: "Perrin", "no script": "Perrinet", keyboard: "Perrineau" }[way];
  const name = `${lastName} Odile`;
  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersAs(actor, WHO);
  await hand.press(hand.link("Mon équipe"));
  await hand.press(tab(actor, "Départs"));
  await actor.isAt("Départs");
  await actor.look("equipe-departs-vide");
  const link = await invites(actor, email, lastName);
  const newcomer = await stage.actor(way);
  await accepts(newcomer, link, email);

  await hand.press(tab(actor, "Membres"));
  await hand.press(hand.link(name));
  await actor.isAt(name);
  await actor.look("equipe-membre");
  await becomesAdministratorAndBack(actor, newcomer);
  await isGivenALink(actor, newcomer);
  await leaves(actor, newcomer, name);
}

// Sent again, the first link serves no more; cancelled, no link does.
async function anInvitationIsCancelled(stage, way) {
  const email = addressOf("renonce", way);
  const actor = await stage.actor(way);
  const { hand, program } = actor;
  await entersAs(actor, WHO);
  const first = await invites(actor, email, "Ravel");
  const ofRavel = card(actor, "Ravel Odile");
  await hand.press(ofRavel.getByRole("button", { name: /^Renvoyer/ }));
  const second = linkIn(await program.nextMail(email, 1));
  const newcomer = await stage.actor(way);
  await newcomer.open(first);
  await newcomer.sees("Cette invitation ne sert plus");
  await newcomer.open(second);
  await newcomer.isAt(/^Rejoindre /);
  await hand.press(ofRavel.getByRole("button", { name: /^Annuler/ }));
  await actor.sees("L’invitation est annulée");
  await actor.look("equipe-invitations-vide");
  await newcomer.hand.press(newcomer.hand.button("Accepter l’invitation"));
  await newcomer.sees("Cette invitation ne sert plus");
}

// ---- Asking to be a member --------------------------------------------------------------------

// The address of the page of the structure that Soizic administers.
function herStructure(program) {
  const id = program.base.query("SELECT s.public_id FROM structures AS s " +
    "JOIN memberships AS m ON m.structure_id = s.id " +
    `JOIN professionals AS p ON p.id = m.professional_id WHERE p.email = '${PERSONAS.Soizic}'`);
  return `/structures/${id.trim()}`;
}

async function asks(asking, structure) {
  const { hand } = asking;
  await asking.open(structure);
  await hand.press(hand.link("Demander à rejoindre cette structure"));
  await asking.isAt(/^Rejoindre /);
  await asking.look("rejoindre");
  await hand.press(hand.button("Demander à rejoindre"));
  await asking.isAt("Mes demandes d’adhésion");
  await asking.sees("Votre demande d’adhésion est envoyée.");
  await asking.sees("En attente de réponse");
  await asking.look("adhesion-en-attente");
}

async function refuses(actor, name) {
  const { hand } = actor;
  await hand.press(card(actor, name).getByText("Refuser", { exact: true }));
  await actor.look("equipe-demandes-refuser");
  await hand.press(hand.button("Refuser la demande"));
  await actor.sees("Choisissez le motif du refus.");
  await actor.look("equipe-demandes-erreur");
  await hand.choose("Motif du refus", "Personne ici ne la connaît");
  await hand.press(hand.button("Refuser la demande"));
  await actor.sees("La demande est refusée.");
  await actor.look("equipe-demandes-vide");
}

async function someoneAsksToJoin(stage, way) {
  const structure = herStructure(stage.program);
  const asking = await stage.actor(way);
  await signsInByCode(asking, hiredBesideClaire(addressOf("elise.adhesion", way), stage.program));
  await asking.isAt("Mes suivis");
  await asks(asking, structure);
  await asking.open(`${structure}/rejoindre`);
  await asking.sees("Votre demande attend une réponse.");
  await asking.look("rejoindre-deja-demande");

  const actor = await stage.actor(way);
  await entersAs(actor, WHO);
  await opensTheTeam(actor);
  await actor.hand.press(tab(actor, /^Demandes/));
  await actor.isAt("Demandes d’adhésion");
  await actor.look("equipe-demandes");
  await refuses(actor, "Ferrand Élise");
  await asking.hand.press(asking.hand.link("Voir mes demandes d’adhésion"));
  await asking.sees("Motif : Personne ici ne la connaît");
  await asking.look("adhesion-refusee");

  await asks(asking, structure);
  await asking.hand.press(asking.hand.button(/^Annuler/));
  await asking.sees("Votre demande d’adhésion est annulée.");
  await asking.look("adhesion-annulee");
  await asks(asking, structure);
  await actor.hand.press(tab(actor, /^Demandes/));
  await actor.hand.press(actor.hand.button("Accepter la demande de Ferrand Élise"));
  await actor.sees("La demande est acceptée");
  await asking.open(`${structure}/rejoindre`);
  await asking.sees("Vous êtes déjà membre de cette structure.");
  await asking.look("rejoindre-deja-membre");
  await asking.open("/mon-compte/demandes");
  await asking.sees("Acceptée");
  await asking.look("adhesion-acceptee");
}

export const journeys = [
  { title: "a member comes and leaves", ways: EVERY_WAY, play: aMemberComesAndLeaves },
  { title: "an invitation is cancelled", ways: ["script"], play: anInvitationIsCancelled },
  { title: "someone asks to join", ways: EVERY_WAY, play: someoneAsksToJoin },
];
