// What pages show that journeys do not come across by themselves: nobody, one person, many; someone
// who objected; parts that ended; who is masked; every answer to a request; every mistake at once.
import assert from "node:assert/strict";

import {
  acceptedBy, daysAgo, endedBy, entersAs, followedBy, fullName, hiredBesideClaire, idOf, newPerson,
  recordedBy, requestedBy, signsInByCode, typesIdentity, typesPart,
} from "./cast.mjs";
import { carried, isWithin, NEXT_PAGE } from "./weight.mjs";

const ONE_WAY = ["script"];

// ---- Lists ------------------------------------------------------------------------------------

async function shortLists(stage, way) {
  const person = newPerson();
  await recordedBy("Claire", person, stage.program);
  const actor = await stage.actor(way);
  const { hand } = actor;
  await signsInByCode(actor,
    hiredBesideClaire("elise.seule@demonstration.example.org", stage.program));
  await actor.open("/suivis?onglet=termines");
  await actor.sees("Aucun suivi terminé");
  await actor.look("suivis-termines-vide");
  await actor.open("/demandes");
  await actor.sees("Aucune demande n’attend votre réponse.");
  await actor.look("demandes-vides");

  await actor.open("/personnes/identite");
  await typesIdentity(actor, person);
  await hand.press(hand.button("Continuer"));
  await actor.isAt("Vérifier et suivre");
  await hand.press(hand.button("Suivre cette personne"));
  await actor.sees("Choisissez votre rôle auprès de la personne.");
  await actor.look("verifier-erreur");
  await typesPart(actor);
  await hand.press(hand.button("Suivre cette personne"));
  await actor.isAt(fullName(person));
  await actor.look("personne-suivie");
  await actor.open("/suivis");
  await actor.sees("En cours (1)");
  await actor.look("suivis-un");

  await actor.open("/personnes/identite");
  await typesIdentity(actor, person);
  await hand.press(hand.button("Continuer"));
  await actor.sees("Vous suivez déjà cette personne.");
  await actor.look("personne-deja-suivie");
}

async function ofAnAssociation(stage, way) {
  const person = newPerson();
  await recordedBy("Claire", person, stage.program);
  await requestedBy("Inès", person, stage.program);
  await acceptedBy("Claire", person, stage.program);
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Inès Da Silva");
  await actor.isAt("Mes suivis");
  await actor.sees("M… O…");
  await actor.look("suivis-initiales");

  await actor.open("/demandes");
  const card = page.getByRole("listitem").filter({ hasText: fullName(person) });
  await hand.press(card.getByRole("link", { name: "Ouvrir le dossier" }));
  await actor.isAt("M… O…");
  await actor.open("/demandes");
  await hand.press(hand.button(/^Annuler/));
  await actor.sees("Votre demande est annulée.");
  await actor.look("demandes-annulee");

  const again = newPerson();
  await recordedBy("Claire", again, stage.program);
  await requestedBy("Inès", again, stage.program);
  await actor.open("/personnes/identite");
  await typesIdentity(actor, again);
  await hand.press(hand.button("Continuer"));
  await actor.sees("Vous avez déjà demandé à suivre cette personne.");
  await actor.look("demandes-deja-envoyee");
}

async function manyOfOneName(stage, way) {
  const birthName = "Martin-Dupré";
  for (let i = 0; i < 11; ++i) {
    const firstName = `Ondine ${"abcdefghijk"[i]}`;
    await recordedBy("Claire", { ...newPerson(), birthName, firstName }, stage.program);
  }
  const actor = await stage.actor(way);
  const { hand } = actor;
  await signsInByCode(actor,
    hiredBesideClaire("elise.nombreux@demonstration.example.org", stage.program));
  await actor.open("/personnes/suivre");
  await hand.type("Nom de naissance complet", birthName);
  await hand.press(hand.button("Chercher"));
  await actor.sees("D’autres personnes portent ce nom.");
  await actor.look("suivre-nombreux");
  await hand.press(hand.link(/^Suivre MARTIN/));
  await actor.isAt(/^Suivre MARTIN/);
  await hand.press(hand.button("Suivre cette personne"));
  await actor.sees("Choisissez votre rôle auprès de la personne.");
  await actor.look("suivre-collegue-erreur");
}

// ---- Files ------------------------------------------------------------------------------------

async function aWholeCrowd(stage, way) {
  const [email, address] = stage.program.base.query(`
    SELECT p.email, '/personnes/' || q.public_id
    FROM followup_contributions AS c
    JOIN professionals AS p ON p.id = c.professional_id
    JOIN structures AS s ON s.id = c.structure_id AND s.is_habilitated
    JOIN persons AS q ON q.id = c.person_id
    WHERE NOT c.is_past AND c.person_id =
        (SELECT person_id FROM followup_groups ORDER BY contributor_count DESC LIMIT 1)
      AND (SELECT count(*) FROM memberships AS m WHERE m.professional_id = p.id) = 1
    LIMIT 1`).trim().split("|");
  const actor = await stage.actor(way);
  await signsInByCode(actor, email);
  await actor.isAt("Mes suivis");
  const weight = await carried(actor, () => actor.open(address));
  isWithin(NEXT_PAGE, weight, "a file with forty contributors");
  await actor.sees("Intervenants actuels");
  const cards = actor.page.locator("main .gps-card");
  assert.equal(await cards.count(), 40);
  await actor.look("personne-quarante");
  const drawn = await carried(actor, () => actor.open(`${address}/parcours`));
  isWithin(NEXT_PAGE, drawn, "the frieze of forty contributors");
  assert.ok(Buffer.byteLength(await actor.served.text()) <= 30_000);
  assert.equal(await actor.page.getByRole("rowheader").count(), 40);
  await actor.look("parcours-quarante");
}

async function aMaskedContributor(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  await followedBy("Awa", person, stage.program);
  await requestedBy("Inès", person, stage.program);
  const actor = await stage.actor(way);
  await entersAs(actor, "Claire Lefèvre");
  await actor.open(file);
  await actor.sees("Autre intervenant");
  await actor.sees("Une demande attend votre réponse");
  await actor.neverSees("Awa");
  await actor.look("personne-masquee");

  const awa = await stage.actor(way);
  await entersAs(awa, "Awa N’Diaye");
  await awa.open(`${file}/mon-intervention`);
  await awa.hand.press(awa.hand.link("Enregistrer ou retirer son accord"));
  await awa.isAt(`Accord de ${fullName(person)}`);
  await awa.look("accord");
  await awa.hand.press(awa.hand.button("Enregistrer l’accord"));
  await awa.sees("Dites comment la personne a donné son accord.");
  await awa.look("accord-erreur");
  await awa.hand.choose("Qui peut voir le nom de votre structure",
    "Tous ceux qui suivent la personne");
  await awa.hand.tick("Dit pendant un entretien");
  await awa.hand.press(awa.hand.button("Enregistrer l’accord"));
  await awa.sees("L’accord est enregistré.");
  await awa.look("accord-enregistre");
  await actor.open(file);
  await actor.sees("Awa");
  await awa.hand.press(awa.hand.button(/^Retirer cet accord/));
  await awa.sees("Votre structure n’est plus nommée.");
  await actor.open(file);
  await actor.neverSees("Awa");

  stage.program.base.change(`UPDATE followup_groups SET referent_contribution_id =
    (SELECT c.id FROM followup_contributions AS c JOIN professionals AS p
     ON p.id = c.professional_id WHERE p.first_name = 'Claire' AND c.person_id = ${idOf(file)})
    WHERE person_id = ${idOf(file)}`);
  await actor.open(`${file}/mon-intervention`);
  await actor.sees("Vous êtes le référent");
  await actor.look("mon-intervention-referent");
}

async function someoneWhoObjected(stage, way) {
  const file = await recordedBy("Claire", newPerson(), stage.program);
  stage.program.base.change(`UPDATE persons SET state = 'opposed' WHERE id = ${idOf(file)}`);
  const actor = await stage.actor(way);
  await entersAs(actor, "Claire Lefèvre");
  await actor.isAt("Mes suivis");
  await actor.sees("Suivi gelé");
  await actor.look("suivis-gele");
  for (const tab of ["", "/parcours", "/informations", "/mon-intervention"]) {
    await actor.open(file + tab);
    await actor.sees("Cette personne s’est opposée");
    await actor.look(`personne-gelee${tab.replace("/", "-")}`);
  }
}

async function longAgo(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program, daysAgo(300));
  await endedBy("Claire", file, daysAgo(100), stage.program);
  const actor = await stage.actor(way);
  await entersAs(actor, "Claire Lefèvre");
  for (const tab of ["", "/parcours", "/informations", "/mon-intervention"]) {
    await actor.open(file + tab);
    await actor.sees("terminée depuis plus de trente jours");
    await actor.neverSees(person.firstName);
    await actor.look(`personne-ancienne${tab.replace("/", "-")}`);
  }
}

// A part that ended long ago opens nothing by itself: one comes again by a door.
async function resumeByADoor(stage, way) {
  const file = await recordedBy("Inès", newPerson(), stage.program, daysAgo(300));
  await endedBy("Inès", file, daysAgo(100), stage.program);
  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersAs(actor, "Inès Da Silva");
  await actor.open(`${file}/mon-intervention`);
  await actor.sees("terminée depuis plus de trente jours");
  assert.equal(await hand.button("Reprendre mon intervention").count(), 0);
  await actor.look("mon-intervention-ancienne");
  await hand.press(actor.page.locator("main").getByRole("link", { name: "Suivre une personne" }));
  await actor.isAt("Suivre une personne");
}

async function forAnotherStructure(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Mathieu Hoarau");
  await hand.press(hand.button("Agir pour cette structure"));
  await actor.isAt("Mes suivis");
  await actor.look("suivis-plusieurs-structures");
  const file = new URL(await page.locator("#liste tbody a").first().getAttribute("href"),
    page.url()).pathname;
  await actor.open("/structure");
  await hand.press(hand.button("Agir pour cette structure"));
  await actor.isAt("Mes suivis");
  await actor.open(file);
  await actor.sees("Vous suivez cette personne pour une autre structure.");
  await actor.look("structure-autre");
}

// ---- Mistakes ---------------------------------------------------------------------------------

async function everyMistake(stage, way) {
  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await actor.open("/personnes/identite");
  await hand.press(hand.button("Continuer"));
  await actor.sees("Saisissez le nom de naissance.");
  await actor.sees("Saisissez le prénom.");
  await actor.look("identite-vide");

  await hand.type("Nom de naissance", "Marchal <3");
  await hand.type("Prénom", "Ondine");
  await hand.typeDate("Date de naissance", "1802-02-02");
  await hand.type("Adresse électronique", "ondine");
  await hand.type("Téléphone", "12");
  await hand.press(hand.button("Continuer"));
  await actor.sees("Le numéro de téléphone n’est pas valable.");
  await actor.look("identite-fausse");

  const file = await recordedBy("Claire", newPerson(), stage.program);
  await actor.open(`${file}/mon-intervention`);
  await hand.typeDate("Début de l’intervention", "");
  await hand.press(hand.button("Enregistrer les changements"));
  await actor.sees("Une réponse est à corriger");
  await actor.look("mon-intervention-sans-debut");
}

export const journeys = [
  { title: "short lists", ways: ONE_WAY, play: shortLists },
  { title: "the lists of an association", ways: ONE_WAY, play: ofAnAssociation },
  { title: "many of one name", ways: ONE_WAY, play: manyOfOneName },
  { title: "a file with forty contributors", ways: ONE_WAY, play: aWholeCrowd },
  { title: "a masked contributor", ways: ONE_WAY, play: aMaskedContributor },
  { title: "someone who objected", ways: ONE_WAY, play: someoneWhoObjected },
  { title: "a part that ended long ago", ways: ONE_WAY, play: longAgo },
  { title: "a part to resume by a door", ways: ONE_WAY, play: resumeByADoor },
  { title: "followed for another structure", ways: ONE_WAY, play: forAnotherStructure },
  { title: "every mistake", ways: ONE_WAY, play: everyMistake },
];
