// Two who follow the same person: one asks to be called back, the other answers.
import { entersAs, EVERY_WAY, followedBy, newPerson, recordedBy } from "./cast.mjs";

async function oneAsksToBeCalledBack(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  await followedBy("Karim", person, stage.program);
  const claire = await stage.actor(way);
  const { hand } = claire;
  await entersAs(claire, "Claire Lefèvre");
  await claire.open(file);
  await hand.press(hand.link("Demander à être rappelé"));
  await claire.isAt(/^Demander à être rappelé/);
  await claire.look("rappel-demander");
  await hand.press(hand.button("Demander à être rappelé"));
  await claire.sees("Choisissez qui doit vous rappeler.");
  await hand.tick("Karim Benali");
  await hand.choose("Sujet", "Faire le point sur le parcours");
  await hand.press(hand.button("Demander à être rappelé"));
  await claire.sees("Cochez au moins un créneau.");
  await claire.look("rappel-demander-erreur");
  for (const day of ["Lundi matin", "Mercredi après-midi"]) await hand.tick(day);
  await hand.tick("Téléphone");
  await hand.press(hand.button("Demander à être rappelé"));
  await claire.sees("Votre demande de rappel est envoyée.");

  const karim = await stage.actor(way);
  await entersAs(karim, "Karim Benali");
  await karim.open("/demandes");
  await karim.hand.press(karim.hand.link("Rappels demandés"));
  await karim.isAt("Rappels demandés");
  await karim.sees("Faire le point sur le parcours");
  await karim.look("rappels-recus");
  await karim.hand.press(karim.hand.button(/^Choisir ce créneau/));
  await karim.sees("Choisissez un des créneaux proposés.");
  await karim.look("rappels-recus-erreur");
  await karim.hand.press(karim.hand.button(/^C’est fait/));
  await karim.sees("Le rappel est noté comme fait.");

  await claire.open("/rappels?liste=envoyes");
  await claire.sees("Fait");
  await claire.look("rappels-envoyes");
}

export const journeys = [
  { title: "a colleague is asked to call back", ways: EVERY_WAY, play: oneAsksToBeCalledBack },
];
