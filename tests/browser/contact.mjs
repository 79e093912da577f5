// Reaching those who follow the same person: a message through GPS.
import { PERSONAS } from "../support/visitor.mjs";
import { entersAs, EVERY_WAY, followedBy, newPerson, recordedBy } from "./cast.mjs";

async function oneWritesToTheContributors(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  await followedBy("Karim", person, stage.program);
  const known = (await stage.program.mails(PERSONAS.Karim)).length;
  const claire = await stage.actor(way);
  const { hand } = claire;
  await entersAs(claire, "Claire Lefèvre");
  await claire.open(file);
  await hand.press(hand.link("Écrire aux intervenants"));
  await claire.isAt(/^Écrire aux intervenants/);
  await claire.look("message-ecrire");
  await hand.press(hand.button("Envoyer"));
  await claire.sees("Choisissez à qui vous écrivez.");
  await claire.look("message-ecrire-erreur");
  await hand.tick("Karim Benali");
  await hand.choose("Sujet", "Prendre ou donner des nouvelles");
  await hand.press(hand.button("Envoyer"));
  await claire.sees("Votre message est envoyé.");

  const mail = JSON.stringify(await stage.program.nextMail(PERSONAS.Karim, known));
  for (const word of [person.birthName, person.birthName.toUpperCase(), person.firstName, "Lefèvre",
    PERSONAS.Claire, file])
    if (mail.includes(word)) throw new Error(`the mail says ${word}`);
  const karim = await stage.actor(way);
  await entersAs(karim, "Karim Benali");
  await karim.open(/\/messages\/\w{26}/.exec(mail)[0]);
  await karim.sees("Prendre ou donner des nouvelles");
  await karim.sees("Claire Lefèvre");
  await karim.look("message-lu");
  await karim.open("/notifications");
  await karim.sees("Un intervenant d’une personne que vous suivez vous écrit.");
}

export const journeys = [
  { title: "a message goes to the contributors", ways: EVERY_WAY,
    play: oneWritesToTheContributors },
];
