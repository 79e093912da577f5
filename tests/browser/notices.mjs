// What a professional is told of: somebody joins, it is read, it leads to the file; how soon mails
// say it.
import assert from "node:assert/strict";

import { PERSONAS } from "../support/visitor.mjs";
import { entersAs, EVERY_WAY, followedBy, fullName, newPerson, recordedBy } from "./cast.mjs";

const SAID = "Un intervenant de plus suit une personne que vous suivez.";

async function aNotificationIsRead(stage, way) {
  const person = newPerson();
  await recordedBy("Claire", person, stage.program);
  await followedBy("Karim", person, stage.program);
  const claire = await stage.actor(way);
  const { hand, page } = claire;
  await entersAs(claire, "Claire Lefèvre");
  await hand.press(hand.link(/^Notifications\s\(\d+\+?\)$/));
  await claire.isAt("Notifications");
  const card = page.locator(".gps-card").first();
  const told = await card.innerText();
  for (const expected of [SAID, "Non lue", fullName(person), "Karim BENALI"])
    assert.ok(told.toLowerCase().includes(expected.toLowerCase()), `${expected} in ${told}`);
  await claire.look("notifications");
  await hand.press(hand.link(/^Ouvrir la notification 1/));
  await claire.sees(fullName(person));
  await claire.open("/notifications");
  assert.ok(!(await card.innerText()).includes("Non lue"), "opening it is reading it");

  const other = newPerson();
  await recordedBy("Claire", other, stage.program);
  await followedBy("Karim", other, stage.program);
  await claire.open("/notifications");
  await hand.press(hand.button(/^Marquer comme lue/));
  await claire.sees("La notification est marquée comme lue.");
  const third = newPerson();
  await recordedBy("Claire", third, stage.program);
  await followedBy("Karim", third, stage.program);
  await claire.open("/notifications");
  await hand.press(hand.button("Tout marquer comme lu"));
  await claire.sees("Les notifications sont marquées comme lues.");
  assert.equal(await hand.button("Tout marquer comme lu").count(), 0);
  await claire.look("notifications-lues");
}

async function mailsComeAsPreferred(stage, way) {
  const claire = await stage.actor(way);
  const { hand } = claire;
  await entersAs(claire, "Claire Lefèvre");
  await claire.open("/notifications");
  await hand.press(hand.link("Choisir quand être prévenu par message"));
  await claire.isAt("Quand être prévenu par message");
  await claire.look("notifications-preferences");
  await hand.choose("Un intervenant de plus auprès d’une personne", "Sélectionner une option");
  await hand.press(hand.button("Enregistrer"));
  await claire.sees("Choisissez quand être prévenu, dans la liste.");
  await claire.look("notifications-preferences-erreur");
  await hand.choose("Un intervenant de plus auprès d’une personne", "Tout de suite");
  await hand.press(hand.button("Enregistrer"));
  await claire.sees("Vos choix sont enregistrés.");

  const person = newPerson();
  const known = (await stage.program.mails(PERSONAS.Claire)).length;
  await recordedBy("Claire", person, stage.program);
  await followedBy("Karim", person, stage.program);
  const mail = await stage.program.nextMail(PERSONAS.Claire, known);
  assert.equal(mail.subject, "Un intervenant de plus, parmi vos suivis");
  assert.ok(!mail.text.includes(person.firstName) && !mail.text.includes("Karim"));
  const [link] = /\/notifications\/\w+/.exec(mail.text);
  await claire.open(link);
  await claire.sees(fullName(person));
}

export const journeys = [
  { title: "a notification is read", ways: EVERY_WAY, play: aNotificationIsRead },
  { title: "mails come as preferred", ways: EVERY_WAY, play: mailsComeAsPreferred },
];
