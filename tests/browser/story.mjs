// The whole story of a person, of two structures and three professionals: Claire follows; Soizic, of
// another structure, refuses a relay and Élise, her colleague, takes it; Élise is named référent and
// objects; she is asked to call back; she leaves, and Soizic hands over; nobody sees the person.
import { PERSONAS } from "../support/visitor.mjs";
import { comes, livedFor } from "./alerts.mjs";
import { entersAs, EVERY_WAY, hiredBeside, idOf, newPerson, recordedBy, signsInByCode, typesPart }
  from "./cast.mjs";
import { structureOf, tellsWhatIsProposed } from "./relays.mjs";

const PERSON = "M… O…";

async function proposes(claire, file, structure) {
  const { hand } = claire;
  await claire.open(`${file}/relais`);
  await hand.type("Mots du nom de la structure", structure);
  await hand.press(hand.button("Rechercher"));
  await hand.press(hand.link(structure));
  await claire.isAt(/^Proposer un relais pour/);
  await tellsWhatIsProposed(claire, "Accompagner aussi la personne");
  await hand.press(hand.button("Proposer le relais"));
  await claire.sees("Le relais est proposé.");
}

async function takes(actor) {
  await actor.open("/relais?liste=a-prendre");
  await actor.hand.press(actor.hand.link(PERSON));
  await actor.hand.press(actor.hand.button("Je le prends"));
  await actor.sees("Le relais est à vous.");
}

async function aRelayIsRefusedThenAccepted({ claire, soizic, elise }, file, structure) {
  await proposes(claire, file, structure);
  await takes(soizic);
  await soizic.hand.choose("Motif du refus", "Plus de place");
  await soizic.hand.press(soizic.hand.button("Refuser le relais"));
  await claire.open("/relais?liste=envoyes");
  await claire.sees("Plus de place");
  await proposes(claire, file, structure);
  await takes(elise);
  await typesPart(elise);
  await elise.hand.press(elise.hand.button("Accepter le relais"));
  await elise.sees("Le relais est accepté");
  await claire.open(`${file}/parcours`);
  await claire.sees("Relais accepté");
  await claire.look("histoire-parcours");
}

async function theReferentObjects({ claire, elise }, file) {
  await claire.open(`${file}/referent`);
  await claire.hand.tick("Élise Ferrand");
  await claire.hand.choose("Motif", "La personne le souhaite");
  await claire.hand.press(claire.hand.button("Désigner"));
  await claire.sees("Le référent est désigné.");
  await elise.open(`${file}/referent`);
  await elise.hand.choose("Motif de l’opposition", "La structure n’a plus de place");
  await elise.hand.press(elise.hand.button("M’opposer"));
  await elise.sees("Votre opposition est enregistrée.");
}

async function oneCallsBack({ claire, elise }, file) {
  const { hand } = claire;
  await claire.open(`${file}/rappel`);
  await hand.tick("Élise Ferrand");
  await hand.choose("Sujet", "Faire le point sur le parcours");
  await hand.tick("Lundi matin");
  await hand.tick("Téléphone");
  await hand.press(hand.button("Demander à être rappelé"));
  await claire.sees("Votre demande de rappel est envoyée.");
  await elise.open("/rappels");
  await elise.hand.press(elise.hand.button(/^C’est fait/));
  await elise.sees("Le rappel est noté comme fait.");
}

async function aColleagueLeaves({ claire, soizic }, file, email) {
  const member = soizic.program.base.query(
    `SELECT public_id FROM professionals WHERE email = '${email}'`).trim();
  const { hand } = soizic;
  await soizic.open(`/equipe/membres/${member}/suivis`);
  await soizic.isAt(/^Transmettre les suivis de/);
  await hand.tick("Le Gall Soizic");
  await hand.press(hand.button("Voir la répartition"));
  await soizic.look("histoire-depart");
  await hand.press(hand.button("Transmettre les suivis"));
  await comes(soizic.program, "SELECT count(*) FROM followup_contributions AS c JOIN professionals " +
    `AS p ON p.id = c.professional_id WHERE p.email = '${PERSONAS.Soizic}' AND c.ended_on IS NULL ` +
    `AND c.person_id = ${idOf(file)}`);
  await claire.open(file);
  await claire.sees("Soizic Le Gall");
}

async function nobodySeesThem({ claire }, file) {
  livedFor(claire.program, file, 95);
  await comes(claire.program,
    `SELECT count(*) FROM alerts WHERE closed_on IS NULL AND person_id = ${idOf(file)}`);
  await claire.open(`${file}/alertes`);
  await claire.sees("Aucun contact connu avec cette personne depuis quatre-vingt-dix jours");
  await claire.hand.press(claire.hand.button("J’ai vu cette personne aujourd’hui"));
  await claire.sees("Le contact est noté");
  await claire.open(`${file}/alertes`);
  await claire.sees("Aucune alerte n’est ouverte.");
  await claire.look("histoire-fin");
}

async function theWholeStory(stage, way) {
  const { program } = stage;
  const email = `elise.histoire.${way.replace(" ", "")}@demonstration.example.org`;
  hiredBeside("Soizic", email, program);
  const file = await recordedBy("Claire", newPerson(), program);
  const actors = { claire: await stage.actor(way), soizic: await stage.actor(way),
    elise: await stage.actor(way) };
  await entersAs(actors.claire, "Claire Lefèvre");
  await entersAs(actors.soizic, "Soizic Le Gall");
  await signsInByCode(actors.elise, email);
  await aRelayIsRefusedThenAccepted(actors, file, structureOf("Soizic", program));
  await theReferentObjects(actors, file);
  await oneCallsBack(actors, file);
  await aColleagueLeaves(actors, file, email);
  await nobodySeesThem(actors, file);
}

export const journeys = [
  { title: "the whole story of a person", ways: EVERY_WAY, play: theWholeStory },
];
