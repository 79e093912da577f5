// The référent of a person: named by another, who objects.
import { entersAs, EVERY_WAY, followedBy, idOf, newPerson, recordedBy } from "./cast.mjs";

// The part of whoever recorded the person, as an import leaves it.
function certify(program, file) {
  program.base.change("UPDATE followup_groups SET certified_on = '2026-03-12', " +
    "certified_contribution_id = (SELECT min(id) FROM followup_contributions " +
    `WHERE person_id = ${idOf(file)}) WHERE person_id = ${idOf(file)}`);
}

async function theReferentChanges(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  await followedBy("Karim", person, stage.program);
  const claire = await stage.actor(way);
  const { hand } = claire;
  await entersAs(claire, "Claire Lefèvre");
  await claire.open(file);
  await hand.press(hand.link("Désigner un référent"));
  await claire.isAt(/^Le référent de/);
  await claire.sees("Cette personne n’a pas de référent.");
  await claire.look("referent");
  await hand.press(hand.button("Désigner"));
  await claire.sees("Choisissez qui devient référent.");
  await claire.look("referent-erreur");
  await hand.tick("Karim Benali");
  await hand.press(hand.button("Désigner"));
  await claire.sees("Choisissez le motif du changement.");
  await hand.choose("Motif", "La personne le souhaite");
  await hand.press(hand.button("Désigner"));
  await claire.sees("Le référent est désigné.");
  await claire.look("personne-referent-designe");
  certify(stage.program, file);
  await claire.open(file);
  await claire.sees("Certifié d’après les données d’une autorité, le 12 mars 2026.");
  await claire.look("personne-referents");

  const karim = await stage.actor(way);
  await entersAs(karim, "Karim Benali");
  await karim.open(file);
  await karim.hand.press(karim.hand.link("Voir ou changer le référent"));
  await karim.sees("S’opposer à ce changement");
  await karim.look("referent-opposition");
  await karim.hand.press(karim.hand.button("M’opposer"));
  await karim.sees("Choisissez le motif de votre opposition.");
  await karim.hand.choose("Motif de l’opposition", "La structure n’a plus de place");
  await karim.hand.press(karim.hand.button("M’opposer"));
  await karim.sees("Votre opposition est enregistrée.");
  await claire.open(`${file}/referent`);
  await claire.sees("Cette personne n’a pas de référent.");
}

export const journeys = [
  { title: "the référent changes", ways: EVERY_WAY, play: theReferentChanges },
];
